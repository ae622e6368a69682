// The latest value of each area up to a step of time that compares with the values of that step
// (`data.since` says from which step on they do), from `data.areas`: by code a list of
// [step, class, words, note, size], in the order of steps.

export function history(data, step) {
  const values = new Map();
  for (const [code, entries] of Object.entries(data.areas)) {
    let found = null;
    for (const entry of entries) if (entry[0] <= step && entry[0] >= data.since[step]) found = entry;
    if (found) {
      const [since, index, words, note, size] = found;
      values.set(Number(code), { index, words, size, lines: lines(data, since, step, note) });
    }
  }
  return values;
}

function lines(data, since, step, note) {
  // At the last step a value is as old as it is today, at an earlier one as it was then.
  const to = data.steps[step][0];
  const seenOn = step === data.steps.length - 1 && data.today > to ? data.today : to;
  const age = ageInWords(data.steps[since][0], seenOn, data.words);
  const [first, ...rest] = data.notes[note];
  return [age ? `${first} · ${age}` : first, ...rest];
}

function ageInWords(from, to, words) {
  const months = (date) => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));
  const age = months(to) - months(from);
  if (age <= 0) return "";
  return age < 12 ? words.months.replace("{n}", age) : words.years.replace("{n}", Math.floor(age / 12));
}
