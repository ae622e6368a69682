// Finds areas by what people type: no accents, other spellings, short types, a province after it.
// `fold` and `normalise` give what geo/names.py gives.

const TONES = "\u0300\u0301\u0303\u0309\u0323";
const LOOK_ALIKES = new Map([
  ..."\u00d0\u0189".split("").map((letter) => [letter, "Đ"]),
  ..."\u00f0\u0256".split("").map((letter) => [letter, "đ"]),
  ..."\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`".split("").map((letter) => [letter, "'"]),
  ..."\u200b\u200c\u200d\u2060\ufeff\u00ad".split("").map((letter) => [letter, ""]),
]);
const ALIKE = new RegExp(`[${[...LOOK_ALIKES.keys()].join("")}]`, "g");
const OPEN = new RegExp(
  `(q?)(o(?=[ae])|u(?=y))([aey])([${TONES}])(?![\\p{L}\\p{N}_\\u0300-\\u036f])`, "giu");
const AFTER_QU = new RegExp(`(qu)([${TONES}])([aeoiy][\\u0302\\u0306\\u031b]?)`, "giu");

// What may stand before a name, accents folded; the longer first.
const TYPES = [
  ["thành phố", /^(?:thanh pho|t ?p)(?: |$|(?=hcm|\d))/],
  ["thị xã", /^(?:thi xa|t ?x)(?: |$)/],
  ["thị trấn", /^(?:thi tran|t ?t)(?: |$)/],
  ["đặc khu", /^(?:dac khu|d ?k)(?: |$)/],
  ["huyện", /^(?:huyen|h)(?: |$)/],
  ["quận", /^(?:quan|q)(?: |$|(?=\d))/],
  ["phường", /^(?:phuong|p|ward(?= \d))(?: |$|(?=\d))/],
  ["xã", /^(?:xa|x)(?: |$)/],
  ["tỉnh", /^(?:tinh|t)(?: |$)/],
];
const ENGLISH = {
  province: ["tỉnh", "thành phố"],
  city: ["thành phố"],
  district: ["huyện", "quận", "thị xã", "thành phố"],
  town: ["thị trấn", "thị xã"],
  township: ["thị trấn"],
  ward: ["phường"],
  commune: ["xã"],
};
const ENGLISH_AFTER = new RegExp(`^(.+) (${Object.keys(ENGLISH).join("|")})$`);
const ENGLISH_WORD = new RegExp(` ?\\b(?:${Object.keys(ENGLISH).join("|")})\\b`, "g");
const SHORT = {
  tp: "thanh pho", tx: "thi xa", tt: "thi tran", h: "huyen", q: "quan", p: "phuong", x: "xa", t: "tinh",
};

const LEVELS = ["nation", "province", "district", "commune", "village"];
const [EXACT, CODE, STARTS, WORD, INSIDE, TYPE_ONLY] = [0, 1, 2, 3, 4, 5];

// The text in one spelling: composed, Đ for look-alikes, the tone where the statistics office puts it.
export function normalise(text) {
  const plain = text.replace(ALIKE, (letter) => LOOK_ALIKES.get(letter));
  return plain.split(/\s+/).filter(Boolean).join(" ").normalize("NFD")
    .replace(OPEN, (all, q, glide, vowel, tone) =>
      q && /u/i.test(glide) ? all : q + glide + tone + vowel)
    .replace(AFTER_QU, "$1$3$2")
    .normalize("NFC");
}

// The key to search by: lower case, no accents, đ as d, no punctuation, single spaces.
export function fold(text) {
  const plain = normalise(text).normalize("NFKD").toLowerCase().replaceAll("đ", "d");
  return spaced(plain.normalize("NFKD").replace(/\p{M}/gu, ""));
}

// As `fold`, with the accents kept: letter by letter as long as the key, so that both can be cut.
function accented(text) {
  return spaced(normalise(text).toLowerCase());
}

function spaced(text) {
  return text.replaceAll("'", "").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}

// The list as it is searched. `index` is the file that data/area_index.py makes.
export function prepare(index) {
  const areas = [];
  const byId = new Map();
  for (const { vintage, level, start, within, ids, parents, names, kinds, became } of index.groups) {
    ids.forEach((rest, place) => {
      const area = {
        id: start + rest, vintage, level, code: rest, type: index.types[kinds[place]],
        name: names[place], parent: within + parents[place], order: place, called: [],
      };
      if (became) Object.assign(area, successor(area, became[place]));
      areas.push(area);
      byId.set(area.id, area);
    });
  }
  for (const area of areas) if (area.became) area.became = byId.get(area.became);
  const folded = new Map();
  const key = (text) => folded.get(text) ?? folded.set(text, fold(text)).get(text);
  const entries = areas.map((area) => ({ area, name: area.name, type: area.type, code: area.code }));
  for (const [id, kind, name, code] of index.others) {
    if (byId.has(id)) entries.push({ area: byId.get(id), name, type: index.types[kind], code, other: true });
  }
  for (const entry of entries) {
    entry.key = key(entry.name);
    entry.area.called.push(entry.key, `${key(entry.type)} ${entry.key}`);
    // Bà Rịa - Vũng Tàu is called by either part.
    if (entry.name.includes(" - ")) entry.area.called.push(...entry.name.split(" - ").map(key));
  }
  for (const area of areas) area.parent = byId.get(area.parent);
  const labels = new Map();
  for (const area of areas) labels.set(label(area), (labels.get(label(area)) ?? 0) + 1);
  for (const area of areas) area.doubled = labels.get(label(area)) > 1;
  return { areas, byId, entries, ...haystack(entries) };
}

// What an area that ended became: the id of the unit that took most of it; of a district how many
// communes it lives on as.
function successor({ level, code }, number) {
  if (level === "district") return { communes: number };
  return { became: `2025-${level[0]}${String(Number(code) + number).padStart(code.length, "0")}` };
}

// All keys in one text, since one long text is searched much faster than many short ones, and for
// whole words the entries that have them.
function haystack(entries) {
  const text = `\n${entries.map((entry) => entry.key).join("\n")}\n`;
  const entryAt = new Uint32Array(text.length);
  const ends = new Uint32Array(entries.length);
  const byWord = new Map();
  let at = 1;
  entries.forEach((entry, number) => {
    ends[number] = at + entry.key.length;
    entryAt.fill(number, at, ends[number]);
    at = ends[number] + 1;
    for (const word of new Set(entry.key.split(" "))) {
      if (!byWord.has(word)) byWord.set(word, []);
      byWord.get(word).push(entry);
    }
  });
  return { text, entryAt, ends, byWord };
}

// The best `most` areas for the text, and how many there are in all.
// Each is {area, other, code}: `other` and `code` are the further name or the code it was found by.
export function search(list, text, most = 12) {
  const asked = fold(text);
  if (!asked) return { shown: [], total: 0 };
  const question = { list, asked, typed: accented(text), found: new Map(), within: new Map() };
  lookUpCode(question, text.trim().toLowerCase());
  const readings = readingsOf(asked);
  for (const reading of readings) findNames(question, reading);
  if (!question.found.size) for (const reading of readings) findInPlaces(question, reading);
  // The type may be another by now: "thị xã Phổ Yên" is a thành phố.
  const untyped = readings.filter((reading) => reading.types && reading.start < reading.end)
    .map((reading) => ({ ...reading, types: null }));
  if (!question.found.size) for (const reading of untyped) findNames(question, reading);
  if (!question.found.size) for (const reading of untyped) findInPlaces(question, reading);
  const best = [...question.found.values()].sort((one, two) => one.weight - two.weight);
  return { shown: best.slice(0, most), total: best.length };
}

// What the words may mean: a name, or a type and a name.
function readingsOf(asked) {
  const readings = [{ types: null, start: 0, end: asked.length }];
  for (const [type, before] of TYPES) {
    const found = before.exec(asked);
    if (found) readings.push({ types: [type], start: found[0].length, end: asked.length });
  }
  const after = ENGLISH_AFTER.exec(asked);
  if (after) readings.push({ types: ENGLISH[after[2]], start: 0, end: after[1].length });
  return readings;
}

function lookUpCode(question, text) {
  const area = question.list.byId.get(text);
  if (area) note(question, { area }, CODE, 0, 0);
  if (!/^(\d{2}|\d{3}|\d{5})$/.test(text)) return;
  for (const entry of question.list.entries) {
    if (entry.code === text) note(question, entry, CODE, 0, 0);
  }
}

function findNames(question, { types, start, end }) {
  const words = question.asked.slice(start, end);
  const typed = lettersTyped(question, start, end);
  if (!words) {
    for (const entry of question.list.entries) {
      if (fits(entry, types)) note(question, entry, TYPE_ONLY, 0, 0);
    }
    return;
  }
  for (const entry of having(question.list, words)) {
    if (fits(entry, types)) note(question, entry, rankOf(entry.key, words), 0, strangeness(entry, words, typed));
  }
}

// The first words are a name and the last ones say where: "tan thanh phu binh".
function findInPlaces(question, { types, start, end }) {
  const { asked } = question;
  for (let cut = asked.lastIndexOf(" ", end - 1); cut > start; cut = asked.lastIndexOf(" ", cut - 1)) {
    const name = asked.slice(start, cut);
    const place = spelledOut(asked.slice(cut + 1, end));
    const typed = lettersTyped(question, start, cut);
    for (const entry of havingWhole(question.list, name)) {
      if (!fits(entry, types)) continue;
      const near = placed(question, entry.area.parent, place);
      if (near < 2) note(question, entry, rankOf(entry.key, name), near, strangeness(entry, name, typed));
    }
  }
}

function spelledOut(place) {
  return place.replace(/\b([pq])(?=\d)/g, "$1 ").replace(ENGLISH_WORD, "").trim()
    .split(" ").map((word) => SHORT[word] ?? word).join(" ");
}

// 0: the words name the parent, the province, or one after the other; 1: they begin to; 2: no.
function placed(question, parent, words) {
  if (!parent || parent.level === "nation") return 2;
  const key = `${parent.id} ${words}`;
  const known = question.within.get(key);
  if (known !== undefined) return known;
  let best = 2;
  for (let place = parent; place && place.level !== "nation"; place = place.parent) {
    for (const name of place.called) {
      if (name === words) best = 0;
      else if (name.startsWith(words)) best = Math.min(best, 1);
      else if (best && words.startsWith(`${name} `)) {
        best = Math.min(best, placed(question, place.parent, words.slice(name.length + 1)));
      }
    }
  }
  question.within.set(key, best);
  return best;
}

// The entries whose key has the words in it, each once.
function* having({ text, entries, entryAt, ends }, words) {
  for (let at = text.indexOf(words); at >= 0; ) {
    const number = entryAt[at];
    yield entries[number];
    at = text.indexOf(words, ends[number]);
  }
}

// The entries that have all these words, whole and in a row.
function havingWhole({ byWord }, words) {
  const lists = words.split(" ").map((word) => byWord.get(word) ?? []);
  const rarest = lists.reduce((one, two) => (two.length < one.length ? two : one));
  return rarest.filter((entry) => ` ${entry.key} `.includes(` ${words} `));
}

function fits(entry, types) {
  return !types || types.includes(entry.type);
}

function rankOf(key, words) {
  if (key === words) return EXACT;
  if (key.startsWith(words)) return STARTS;
  return ` ${key}`.includes(` ${words}`) ? WORD : INSIDE;
}

// The part of the text with its accents; "" where there are none, which agrees with every name.
function lettersTyped({ asked, typed }, start, end) {
  const letters = typed.length === asked.length ? typed.slice(start, end) : "";
  return letters === asked.slice(start, end) ? "" : letters;
}

// 1 where an accent was typed that the name has not (Ba Tơ for Ba Tô), else 0. Accents left out agree.
function strangeness(entry, words, typed) {
  if (!typed) return 0;
  entry.letters ??= accented(entry.name);
  if (entry.letters.length !== entry.key.length) return 0;
  const at = ` ${entry.key}`.indexOf(` ${words}`);
  const start = at < 0 ? entry.key.indexOf(words) : at;
  for (let place = 0; place < words.length; place++) {
    const letter = typed[place];
    if (letter !== entry.letters[start + place] && letter !== words[place]) return 1;
  }
  return 0;
}

// Keeps an area with its best match. At equal match: larger units first, then today's, then A to Z.
function note({ found }, { area, name, type, other, code = area.code }, rank, near, strange) {
  const level = LEVELS.indexOf(area.level);
  const former = area.vintage === "2024" ? 1 : 0;
  const weight = ((((rank * 2 + strange) * 2 + near) * 5 + level) * 2 + former) * 100000 + area.order;
  const known = found.get(area.id);
  if (known && known.weight <= weight) return;
  const [byName, byCode] = rank === CODE ? ["", code] : [other ? full({ type, name }) : "", ""];
  found.set(area.id, { area, weight, other: byName, code: byCode });
}

// How an option reads: {name, about}; `words` are the words of the page's language.
export function describe({ area, other, code }, words) {
  const about = [
    words.levels[area.level] ?? "",
    place(area),
    area.vintage ? words[area.vintage] : "",
    other ? words.other.replace("{name}", other) : "",
    code || area.doubled ? words.code.replace("{code}", code || area.code) : "",
  ];
  return { name: full(area), about: about.filter(Boolean).join(" · ") };
}

// Where an area that ended lies now, in words; "" for one of today.
export function today(area, words) {
  let province = area;
  while (province && province.level !== "province") province = province.parent;
  if (area.level === "district") {
    const sentence = area.communes > 1 ? words.communes : words.now;
    return sentence.replace("{n}", area.communes).replace("{name}", province.became.name);
  }
  return area.became ? words.now.replace("{name}", full(area.became)) : "";
}

function full(area) {
  return area.type ? `${area.type} ${area.name}` : area.name;
}

// The unit the area lies in and its province; "" for a province.
function place(area) {
  if (!area.parent || area.parent.level === "nation") return "";
  let province = area.parent;
  while (province.level !== "province" && province.parent) province = province.parent;
  return area.parent === province ? province.name : `${full(area.parent)}, ${province.name}`;
}

function label(area) {
  return [full(area), place(area), area.vintage].join("|");
}
