import { describe, expect, it } from 'vitest';

import { firstFree, moved, movesTo, sitting, step, type Block, type Person, type Room } from './seating';

const person = (attendee: string, seat: string | null = null, guest = attendee): Person => ({
  attendee,
  guest,
  name: attendee,
  host: attendee,
  position: 0,
  party: 1,
  function: '',
  group: '',
  category: '',
  protocolRank: null,
  wheelchair: false,
  offered: false,
  seat,
  room: null,
  seatLabel: '',
});

const block = (id: string, kind: Block['kind'], ...names: string[]): Block => ({
  id,
  kind,
  label: id,
  category: '',
  stepFree: false,
  seats: names.map((name, index) => ({
    id: `${id}${index + 1}`,
    number: index + 1,
    fixed: false,
    person: name ? person(name, `${id}${index + 1}`) : null,
  })),
});

const of = (moves: ReturnType<typeof movesTo>) =>
  Object.fromEntries(moves.map((move) => [move.attendee, move.seat]));

describe('movesTo', () => {
  it('puts somebody on a free seat', () => {
    expect(movesTo(block('a', 'table', ''), 'a1', [person('erika')])).toEqual([
      { attendee: 'erika', seat: 'a1', fixed: true },
    ]);
  });
  it('lets two who sit swap', () => {
    const table = block('a', 'table', 'erika', 'max');
    expect(of(movesTo(table, 'a2', [person('erika', 'a1')]))).toEqual({ erika: 'a2', max: 'a1' });
  });
  it('lets whoever sat there stand up when the other had no seat', () => {
    expect(of(movesTo(block('a', 'table', 'max'), 'a1', [person('erika')]))).toEqual({
      erika: 'a1',
      max: null,
    });
  });
  it('puts a party on the free seats that follow, round the table', () => {
    const table = block('a', 'table', '', 'max', '');
    const party = [person('erika'), person('otto')];
    expect(of(movesTo(table, 'a3', party))).toEqual({ erika: 'a3', otto: 'a1' });
  });
  it('leaves those of a party without a seat for whom there is none', () => {
    const table = block('a', 'table', '', 'max');
    expect(of(movesTo(table, 'a1', [person('erika'), person('otto')]))).toEqual({ erika: 'a1' });
  });
  it('moves a party within its table without two on one seat', () => {
    const table = block('a', 'table', 'erika', 'otto', '');
    const moves = of(movesTo(table, 'a2', [person('erika', 'a1'), person('otto', 'a2')]));
    expect(moves).toEqual({ erika: 'a2', otto: 'a3' });
  });
  it('does nothing where somebody sits already', () => {
    expect(movesTo(block('a', 'table', 'erika'), 'a1', [person('erika', 'a1')])).toEqual([]);
  });
});

describe('step', () => {
  const blocks = [block('a', 'table', '', ''), block('b', 'row', '', '', '')];
  it('goes down a table and on to the next', () => {
    expect(step(blocks, { block: 0, seat: 0 }, 'ArrowDown')).toEqual({ block: 0, seat: 1 });
    expect(step(blocks, { block: 0, seat: 1 }, 'ArrowDown')).toEqual({ block: 1, seat: 0 });
  });
  it('goes along a row and back to the table before', () => {
    expect(step(blocks, { block: 1, seat: 1 }, 'ArrowRight')).toEqual({ block: 1, seat: 2 });
    expect(step(blocks, { block: 1, seat: 0 }, 'ArrowLeft')).toEqual({ block: 0, seat: 1 });
  });
  it('crosses to the neighbour at the same height', () => {
    expect(step(blocks, { block: 1, seat: 2 }, 'ArrowUp')).toEqual({ block: 0, seat: 1 });
    expect(step(blocks, { block: 0, seat: 1 }, 'ArrowRight')).toEqual({ block: 1, seat: 1 });
  });
  it('knows first and last and stays at the edges', () => {
    expect(step(blocks, { block: 1, seat: 1 }, 'End')).toEqual({ block: 1, seat: 2 });
    expect(step(blocks, { block: 1, seat: 1 }, 'Home')).toEqual({ block: 1, seat: 0 });
    expect(step(blocks, { block: 0, seat: 0 }, 'ArrowUp')).toBeUndefined();
    expect(step(blocks, { block: 1, seat: 2 }, 'ArrowRight')).toBeUndefined();
    expect(step(blocks, { block: 0, seat: 0 }, 'a')).toBeUndefined();
  });
});

describe('moved', () => {
  const room: Room = {
    id: 'r',
    name: 'Saal',
    seats: 3,
    taken: 1,
    blocks: [block('a', 'table', 'erika', ''), block('b', 'table', '')],
  };
  it('shows what the service was told, and leaves other tables untouched', () => {
    const erika = person('erika', 'a1');
    const after = moved(room, [{ attendee: 'erika', seat: 'a2', fixed: true }], new Map([['erika', erika]]));
    expect(after.blocks[0]?.seats.map((seat) => seat.person?.name ?? '')).toEqual(['', 'erika']);
    expect(after.blocks[0]?.seats[1]?.person?.seatLabel).toBe('a · 2');
    expect(after.blocks[1]).toBe(room.blocks[1]);
    expect(after.taken).toBe(1);
  });
  it('frees the seat of somebody who stands up', () => {
    const after = moved(room, [{ attendee: 'erika', seat: null, fixed: false }], new Map());
    expect(sitting(after)).toEqual([]);
    expect(after.taken).toBe(0);
  });
});

describe('firstFree', () => {
  it('looks from a place on, then from the start', () => {
    const blocks = [block('a', 'table', '', 'max'), block('b', 'table', 'otto')];
    expect(firstFree(blocks, { block: 0, seat: 1 })).toBe('a1');
    expect(firstFree([block('a', 'table', 'max')])).toBeUndefined();
  });
});
