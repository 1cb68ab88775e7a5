import { words } from '../../../../i18n';
import type { Schema } from '../../../../api';
import type { Block, Person, Seat } from './seating';

/** What several parts of the plan say. */
export const t = words(
  {
    companionOf: (host: string) => `Begleitung von ${host}`,
    seatAt: (block: string, number: string) => `${block}, Platz ${number}`,
    free: 'frei',
    wheelchair: 'Rollstuhl',
    fixed: 'festgehalten',
    offered: 'Zusage steht aus',
    full: 'Es sind nicht genug Plätze da.',
    categoryFull: 'In der eigenen Kategorie ist kein Platz mehr frei.',
    notStepFree: 'Kein stufenloser Platz ist frei.',
    apart: 'Frei ist nur noch neben jemandem, der getrennt sitzen soll.',
    stepFree: 'stufenlos',
    table: 'Tische',
    row: 'Reihen',
    seats: 'Plätze je Tisch oder Reihe',
    category: 'Freihalten für',
    categoryHint: 'Zum Beispiel Ehrengäste. Dann sitzen hier nur Gäste aus Gruppen mit dieser Kategorie.',
    markStepFree: 'Ohne Stufen zu erreichen, auch mit dem Rollstuhl',
  },
  {
    companionOf: (host) => `Companion of ${host}`,
    seatAt: (block, number) => `${block}, seat ${number}`,
    free: 'free',
    wheelchair: 'wheelchair',
    fixed: 'kept here',
    offered: 'not accepted yet',
    full: 'There are not enough seats.',
    categoryFull: 'No seat is left in their own category.',
    notStepFree: 'No step-free seat is left.',
    apart: 'The only free seats are beside somebody they are to be kept apart from.',
    stepFree: 'step-free',
    table: 'Tables',
    row: 'Rows',
    seats: 'Seats per table or row',
    category: 'Keep for',
    categoryHint: 'For example guests of honour. Then only guests of groups with this category sit here.',
    markStepFree: 'Can be reached without steps, also with a wheelchair',
  },
);

export const nameOf = (person: Pick<Person, 'name' | 'host'>) => person.name || t.companionOf(person.host);

export const seatName = (block: Block, seat: Seat) => t.seatAt(block.label, String(seat.number));

/** A seat in words, for those who do not see the plan. */
export function seatInWords(block: Block, seat: Seat): string {
  const { person } = seat;
  if (!person) return `${seatName(block, seat)}: ${t.free}`;
  const more = [person.wheelchair && t.wheelchair, person.offered && t.offered, seat.fixed && t.fixed];
  return `${seatName(block, seat)}: ${[nameOf(person), ...more.filter(Boolean)].join(', ')}`;
}

export const reasonOf = (reason: Schema<'WhyNot'>) =>
  ({
    full: t.full,
    category_full: t.categoryFull,
    not_step_free: t.notStepFree,
    apart: t.apart,
  })[reason];
