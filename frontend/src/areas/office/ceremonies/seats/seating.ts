import type { Schema } from '../../../../api';

export type Person = Schema<'SeatedPerson'>;
export type Seat = Schema<'SeatOut'>;
export type Block = Schema<'BlockOut'>;
export type Room = Schema<'RoomPlan'>;
export type Move = Schema<'MoveIn'>;

/** Where a seat is in the plan. */
export interface At {
  block: number;
  seat: number;
}

export function find(blocks: readonly Block[], seat: string): At | undefined {
  for (const [block, { seats }] of blocks.entries()) {
    const index = seats.findIndex((one) => one.id === seat);
    if (index >= 0) return { block, seat: index };
  }
  return undefined;
}

/**
 * Where an arrow key leads: seats of a table stand below one another, those of a row beside one another. Beyond the last
 * seat comes the next table.
 */
export function step(blocks: readonly Block[], at: At, key: string): At | undefined {
  const here = blocks[at.block];
  if (!here) return undefined;
  if (key === 'Home') return { block: at.block, seat: 0 };
  if (key === 'End') return { block: at.block, seat: here.seats.length - 1 };
  const along = here.kind === 'table' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  const across = here.kind === 'table' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const seats = along.indexOf(key) * 2 - 1;
  if (seats >= -1 && along.includes(key)) return alongSeats(blocks, at, seats);
  if (!across.includes(key)) return undefined;
  const block = at.block + across.indexOf(key) * 2 - 1;
  const next = blocks[block];
  return next && { block, seat: Math.min(at.seat, next.seats.length - 1) };
}

function alongSeats(blocks: readonly Block[], at: At, by: number): At | undefined {
  const seat = at.seat + by;
  const here = blocks[at.block];
  if (here && seat >= 0 && seat < here.seats.length) return { block: at.block, seat };
  const block = at.block + by;
  const next = blocks[block];
  return next && { block, seat: by > 0 ? 0 : next.seats.length - 1 };
}

/** The first seat nobody sits on, from a place on and then from the start. */
export function firstFree(blocks: readonly Block[], from: At = { block: 0, seat: 0 }): string | undefined {
  const all = blocks.flatMap((block, index) => block.seats.map((seat, place) => ({ seat, index, place })));
  const free = all.filter(({ seat }) => !seat.person);
  const after = free.find(
    ({ index, place }) => index > from.block || (index === from.block && place >= from.seat),
  );
  return (after ?? free[0])?.seat.id;
}

/**
 * What putting persons on a seat means: the first takes it, the others the free seats after it at the same table. Who sits
 * there gets the first one's seat, or stands up.
 */
export function movesTo(block: Block, target: string, persons: readonly Person[]): Move[] {
  const [first] = persons;
  const start = block.seats.findIndex((seat) => seat.id === target);
  const aimed = block.seats[start];
  if (!first || !aimed || first.seat === target) return [];
  const going = new Set(persons.map((person) => person.attendee));
  const round = [...block.seats.slice(start + 1), ...block.seats.slice(0, start)];
  const free = round.filter((seat) => !seat.person || going.has(seat.person.attendee));
  const moves: Move[] = [{ attendee: first.attendee, seat: target, fixed: true }];
  for (const [index, person] of persons.slice(1).entries()) {
    const seat = free[index];
    if (seat) moves.push({ attendee: person.attendee, seat: seat.id, fixed: true });
  }
  const taken = new Set(moves.map((move) => move.seat));
  if (aimed.person && !going.has(aimed.person.attendee)) {
    const swap = first.seat && !taken.has(first.seat) ? first.seat : null;
    moves.push({ attendee: aimed.person.attendee, seat: swap, fixed: aimed.fixed && swap !== null });
  }
  return withoutCollision(moves, persons, taken);
}

/** Who found no seat but sits where another of the party goes stands up. */
function withoutCollision(
  moves: Move[],
  persons: readonly Person[],
  taken: ReadonlySet<string | null>,
): Move[] {
  const moving = new Set(moves.map((move) => move.attendee));
  const rest = persons.filter(
    (person) => !moving.has(person.attendee) && person.seat && taken.has(person.seat),
  );
  return [...moves, ...rest.map((person) => ({ attendee: person.attendee, seat: null, fixed: false }))];
}

/** The room after moves; tables where nothing changed stay the very same. */
export function moved(room: Room, moves: readonly Move[], persons: ReadonlyMap<string, Person>): Room {
  const leaving = new Set(moves.map((move) => move.attendee));
  const coming = new Map(moves.flatMap((move) => (move.seat ? [[move.seat, move] as const] : [])));
  const blocks = room.blocks.map((block) => {
    const touched = block.seats.some(
      (seat) => coming.has(seat.id) || (seat.person && leaving.has(seat.person.attendee)),
    );
    return touched ? { ...block, seats: block.seats.map((seat) => seatAfter(block, seat)) } : block;
  });
  const taken = blocks.reduce((sum, block) => sum + block.seats.filter((seat) => seat.person).length, 0);
  return { ...room, blocks, taken };

  function seatAfter(block: Block, seat: Seat): Seat {
    const move = coming.get(seat.id);
    const person = move && persons.get(move.attendee);
    if (move && person) {
      const seatLabel = `${block.label} · ${seat.number}`;
      return {
        ...seat,
        fixed: move.fixed,
        person: { ...person, seat: seat.id, room: room.id, seatLabel },
      };
    }
    const leaves = seat.person && leaving.has(seat.person.attendee);
    return leaves ? { ...seat, fixed: false, person: null } : seat;
  }
}

/** Everybody who sits in a room. */
export const sitting = (room: Room | null): Person[] =>
  (room?.blocks ?? []).flatMap((block) => block.seats.flatMap((seat) => (seat.person ? [seat.person] : [])));

/** As the service lists them: by party, the guest first. */
export function inOrder(persons: readonly Person[]): Person[] {
  return [...persons].sort(
    (one, other) =>
      one.host.localeCompare(other.host, 'de') ||
      one.guest.localeCompare(other.guest) ||
      one.position - other.position,
  );
}
