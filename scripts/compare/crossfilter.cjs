// crossfilter.cjs FOLDER: the steps of FOLDER/ours.json in crossfilter2, over the columns that baselines.py left there.
const fs = require('fs'), path = require('path'), crossfilter = require('crossfilter2');
const folder = process.argv[2], file = name => path.join(folder, name);
const ours = JSON.parse(fs.readFileSync(file('ours.json')));
const vocabularies = JSON.parse(fs.readFileSync(file('vocabularies.json')));
const began = performance.now();
const bytes = name => { const b = fs.readFileSync(file(name + '.bin')); return b.buffer.slice(b.byteOffset, b.byteOffset + b.length) };
const SINGLE = ['form', 'family', 'structure', 'status'], BITS = ['city-level', 'agenda', 'domain', 'mode', 'country'];
const year = new Uint16Array(bytes('year')), n = year.length;
const text = fs.readFileSync(file('texts.txt'), 'utf8').split('\n');
const lists = new Map();
const intern = list => { const key = list.join(); let kept = lists.get(key); if (!kept) lists.set(key, kept = list); return kept };
const value = {};
for (const field of SINGLE) { const column = new Uint8Array(bytes(field)); value[field] = row => column[row] }
for (const field of BITS) {
  const halves = new Uint32Array(bytes(field)), rows = new Array(n);
  for (let row = 0; row < n; row++) {
    const list = [];
    for (let half = 0; half < 2; half++) for (let bits = halves[row * 2 + half], bit = half * 32; bits; bits >>>= 1, bit++) if (bits & 1) list.push(bit);
    rows[row] = intern(list);
  }
  value[field] = row => rows[row];
}
{
  const columns = [0, 1, 2, 3, 4, 5].map(place => new Uint16Array(bytes('city' + place))), rows = new Array(n);
  for (let row = 0; row < n; row++) rows[row] = intern(columns.map(column => column[row]).filter(city => city));
  value.city = row => rows[row];
}
const rows = new Array(n);
for (let row = 0; row < n; row++) rows[row] = row;
const filter = crossfilter(rows), dimensions = {}, groups = {};
for (const field of [...SINGLE, ...BITS, 'city']) {
  dimensions[field] = filter.dimension(value[field], !SINGLE.includes(field));
  groups[field] = dimensions[field].group();
}
dimensions.years = filter.dimension(row => year[row]);
dimensions.text = filter.dimension(row => text[row]);
const all = filter.groupAll().reduceCount();
const collect = () => {
  const counts = {};
  for (const field in groups) {
    counts[field] = {};
    for (const { key, value } of groups[field].all()) {
      if (value && !(SINGLE.includes(field) && key === 255) && typeof key === 'number') counts[field][vocabularies[field][key]] = value;
    }
  }
  return [all.value(), counts];
};
collect();
const load = (performance.now() - began) / 1e3;
const set = (name, wanted) => {
  const dimension = dimensions[name];
  if (!wanted || !wanted.length) return dimension.filterAll();
  if (name === 'years') return dimension.filterRange([wanted[0], wanted[1] + 1]);
  if (name === 'text') { const words = wanted.split(' ').filter(word => word); return dimension.filterFunction(text => words.every(word => text.includes(word))) }
  const codes = new Set(wanted.map(id => vocabularies[name].indexOf(id)));
  return codes.size === 1 ? dimension.filterExact([...codes][0]) : dimension.filterFunction(code => codes.has(code));
};
const state = step => { const wanted = { ...step.include, years: step.years, text: step.text }; for (const name in dimensions) wanted[name] ??= null; return wanted };
const sorted = counts => JSON.stringify(Object.entries(counts).map(([field, values]) => [field, Object.entries(values).sort()]).sort());
const empty = { include: {}, years: null, text: '' };
let now = state(empty);
const report = { engine: 'crossfilter2', load_seconds: load, series: [] };
for (const series of ours.series) {
  const fastest = series.steps.map(() => null), since = performance.now();
  let wrong = 0;
  for (let repeat = 0; repeat < 3 && !(repeat && performance.now() - since > 60e3); repeat++) {
    [empty, ...series.steps].forEach((step, place) => {
      const wanted = state(step), start = performance.now();
      for (const name in dimensions) if (JSON.stringify(now[name]) !== JSON.stringify(wanted[name])) set(name, wanted[name]);
      const [total, counts] = collect(), took = performance.now() - start;
      now = wanted;
      if (!place) return;
      fastest[place - 1] = Math.min(took, fastest[place - 1] ?? took);
      if (!repeat && (total !== step.total || sorted(counts) !== sorted(step.counts))) wrong++;
    });
  }
  report.series.push({ name: series.name, milliseconds: fastest, wrong });
  console.log('crossfilter2', series.name, 'steps', fastest.length, 'wrong', wrong);
}
fs.writeFileSync(file('crossfilter2.json'), JSON.stringify(report));
