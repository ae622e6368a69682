// The latest value of each area up to a step of time that compares with the values of that step
// (`data.since` says from which step on they do), from `data.entries`: by code a list of
// [step, said, note], in the order of steps.

class Value {
  constructor(data, step, entry) {
    [this.since, this.said, this.note] = entry;
    this.data = data;
    this.step = step;
    [this.index, this.words, this.size] = data.said[this.said];
  }

  // Put together when it is read: there may be ten thousand.
  get lines() {
    // At the last step a value is as old as it is today, at an earlier one as it was then.
    const { steps, today, words, notes } = this.data;
    const to = steps[this.step][0];
    const seenOn = this.step === steps.length - 1 && today > to ? today : to;
    const age = ageInWords(steps[this.since][0], seenOn, words);
    const [first, ...rest] = notes[this.note];
    return [age ? `${first} · ${age}` : first, ...rest];
  }
}

export function history(data, step) {
  const values = new Map();
  for (const [code, entries] of data.entries) {
    let found = null;
    for (const entry of entries) if (entry[0] <= step && entry[0] >= data.since[step]) found = entry;
    if (found) values.set(code, new Value(data, step, found));
  }
  return values;
}

// What was sent, with its entries: as it is for few areas, packed for many.
export async function unpacked(data) {
  const sent = data.areas;
  if (typeof sent === "string") return { ...data, entries: await columns(sent) };
  return { ...data, entries: Object.entries(sent).map(([code, entries]) => [Number(code), entries]) };
}

// Four columns of 16 bits a number, low halves first, deflated: code, as the difference from the one
// before, step, said, note.
async function columns(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const halves = new Uint8Array(await new Response(inflated).arrayBuffer());
  const size = halves.length / 8;
  const at = (column, row) => halves[column * size + row] + 256 * halves[(4 + column) * size + row];
  let code = 0;
  return Array.from({ length: size }, (_, row) => [(code += at(0, row)), [[at(1, row), at(2, row), at(3, row)]]]);
}

function ageInWords(from, to, words) {
  const months = (date) => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));
  const age = months(to) - months(from);
  if (age <= 0) return "";
  return age < 12 ? words.months.replace("{n}", age) : words.years.replace("{n}", Math.floor(age / 12));
}
