// Writes src/areas/public/places.json: who may be named on a card, from the register the service uses.
import { readFileSync, writeFileSync } from 'node:fs';

const register = new URL('../../src/ehrenamtskarte/regions/data/municipalities.csv', import.meta.url);
const target = new URL('../src/areas/public/places.json', import.meta.url);

const cellsOf = (line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare);

const districtName = (name) => (/kreis|region/i.test(name) ? name : `Kreis ${name}`);

/** Names by issuer number: 5974044 is Warstein, 5974 Kreis Soest; a town that is its own district is meant by both. */
export function placesOf(csv) {
  const [head, ...lines] = csv.trim().split(/\r?\n/).map(cellsOf);
  const row = (cells) => Object.fromEntries(head.map((name, index) => [name, cells[index]]));
  const places = {};
  for (const { ags, name, district_key: key, district } of lines.map(row)) {
    places[Number(ags)] = name;
    places[Number(key)] ??= ags === `${key}000` ? name : districtName(district);
  }
  return places;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(target, JSON.stringify(placesOf(readFileSync(register, 'utf8'))) + '\n');
}
