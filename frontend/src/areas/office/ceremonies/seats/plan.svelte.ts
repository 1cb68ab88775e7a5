import { asRefusal, get, post, type Schema } from '../../../../api';
import { words } from '../../../../i18n';
import { toast } from '../../../../ui';
import {
  find,
  inOrder,
  moved,
  movesTo,
  sitting,
  type At,
  type Block,
  type Move,
  type Person,
  type Room,
} from './seating';
import { nameOf } from './words';

const t = words(
  {
    picked: (name: string) =>
      `${name} ist ausgewählt. Wählen Sie einen Platz mit den Pfeiltasten und der Eingabetaste; Escape bricht ab.`,
    pickFirst: 'Dieser Platz ist frei. Wählen Sie zuerst eine Person aus.',
    sits: (name: string, seat: string) => `${name} sitzt jetzt hier: ${seat}.`,
    stands: (name: string) => `${name} hat keinen Platz mehr.`,
    undone: 'Der letzte Schritt ist zurückgenommen.',
    noPlace: 'Für alle zusammen ist an diesem Tisch nicht genug frei.',
  },
  {
    picked: (name) => `${name} is picked. Choose a seat with the arrow keys and Enter; Escape cancels.`,
    pickFirst: 'This seat is free. Pick a person first.',
    sits: (name, seat) => `${name} now sits here: ${seat}.`,
    stands: (name) => `${name} has no seat any more.`,
    undone: 'The last step is taken back.',
    noPlace: 'There is not enough room at this table for all of them.',
  },
);

export type Whom = 'waiting' | 'all';

/** The seats of one event as they are on screen, and what somebody does with them. */
export class SeatPlan {
  overview = $state.raw<Schema<'SeatingOut'> | null>(null);
  room = $state.raw<Room | null>(null);
  /** Those beside the plan: without a seat, or all who were searched. */
  people = $state.raw<Person[]>([]);
  whom = $state<Whom>('waiting');
  q = $state('');
  next = $state<string | null>(null);
  total = $state(0);
  thrown = $state.raw<unknown>(null);
  busy = $state(false);
  picked = $state.raw<Person | null>(null);
  /** Whether those who came with the picked one go along. */
  together = $state(false);
  /** Whose seat was asked for, by id. */
  found = $state('');
  /** The seat that has the keyboard. */
  at = $state('');
  /** Said to those who do not see it. */
  news = $state('');
  steps = $state.raw<Move[][]>([]);

  mates = $derived.by(() => {
    const { picked } = this;
    if (!picked) return [];
    const party = [...this.known().values()].filter(
      (one) => one.guest === picked.guest && one.attendee !== picked.attendee,
    );
    return inOrder(party);
  });

  private asked = new AbortController();

  constructor(
    readonly office: string,
    readonly ceremony: string,
  ) {}

  get path() {
    return { office: this.office, ceremony_id: this.ceremony };
  }

  async load(room = this.room?.id): Promise<void> {
    this.thrown = null;
    try {
      this.overview = await get('/api/offices/{office}/ceremonies/{ceremony_id}/seating', {
        path: this.path,
      });
      const wanted = this.overview.rooms.find((one) => one.id === room) ?? this.overview.rooms[0];
      await Promise.all([wanted ? this.open(wanted.id) : this.noRoom(), this.search()]);
    } catch (reason) {
      this.thrown = reason;
    }
  }

  private noRoom() {
    this.room = null;
  }

  async open(room: string): Promise<void> {
    this.keep(
      await get('/api/offices/{office}/ceremonies/{ceremony_id}/seating/rooms/{room_id}', {
        path: { ...this.path, room_id: room },
      }),
    );
  }

  /** Takes a room over as it is now. */
  keep(room: Room): void {
    this.room = room;
    const { overview } = this;
    if (!overview) return;
    const { id, name, seats, taken } = room;
    const known = overview.rooms.some((one) => one.id === id);
    const brief = { id, name, seats, taken };
    const rooms = known
      ? overview.rooms.map((one) => (one.id === id ? brief : one))
      : [...overview.rooms, brief];
    const seated = rooms.reduce((sum, one) => sum + one.taken, 0);
    this.overview = { ...overview, rooms, seated };
    if (!find(room.blocks, this.at)) this.at = room.blocks[0]?.seats[0]?.id ?? '';
  }

  /** Fetches those beside the plan, or more of them. */
  async search(cursor?: string): Promise<void> {
    this.asked.abort();
    const mine = (this.asked = new AbortController());
    const page = await get('/api/offices/{office}/ceremonies/{ceremony_id}/seating/people', {
      path: this.path,
      query: { q: this.q, cursor, ...(this.whom === 'waiting' ? { seated: false } : {}) },
      signal: mine.signal,
    });
    if (mine.signal.aborted) return;
    this.people = cursor ? [...this.people, ...page.items] : page.items;
    this.next = page.next ?? null;
    this.total = page.total ?? page.items.length;
  }

  known(): Map<string, Person> {
    const all = [...this.people, ...sitting(this.room), ...(this.picked ? [this.picked] : [])];
    return new Map(all.map((person) => [person.attendee, person]));
  }

  pick(person: Person): void {
    this.found = '';
    this.picked = person;
    this.together = !person.seat && this.mates.some((mate) => !mate.seat);
    this.news = t.picked(nameOf(person));
  }

  drop(): void {
    this.picked = null;
  }

  /** Pressing a seat: picks who sits there, or puts the picked ones there. */
  async press(seat: string): Promise<void> {
    const at = this.room && find(this.room.blocks, seat);
    const block = at && this.room?.blocks[at.block];
    if (!at || !block) return;
    this.at = seat;
    const here = block.seats[at.seat]?.person;
    const { picked } = this;
    if (!picked) {
      if (here) this.pick(here);
      else this.news = t.pickFirst;
    } else if (picked.attendee === here?.attendee) {
      this.drop();
    } else {
      await this.put(block, at, picked);
    }
  }

  private async put(block: Block, at: At, picked: Person): Promise<void> {
    const seat = block.seats[at.seat];
    if (!seat) return;
    const party = this.together ? [picked, ...this.mates] : [picked];
    const moves = movesTo(block, seat.id, party);
    this.drop();
    if (!(await this.send(moves))) return;
    const found = moves.filter((move) => move.seat).length;
    this.news = t.sits(nameOf(picked), `${block.label} · ${seat.number}`);
    if (party.length > 1 && found < party.length) toast(t.noPlace);
  }

  async standUp(persons: readonly Person[]): Promise<void> {
    this.drop();
    const moves = persons
      .filter((person) => person.seat)
      .map((person) => ({ attendee: person.attendee, seat: null, fixed: false }));
    const [first] = persons;
    if (first && moves.length && (await this.send(moves))) this.news = t.stands(nameOf(first));
  }

  async hold(person: Person, fixed: boolean): Promise<void> {
    this.drop();
    if (person.seat) await this.send([{ attendee: person.attendee, seat: person.seat, fixed }]);
  }

  async undo(): Promise<void> {
    const last = this.steps.at(-1);
    if (!last || this.busy) return;
    this.steps = this.steps.slice(0, -1);
    if (await this.post(last)) this.news = t.undone;
    await this.load();
  }

  countWishes(wishes: number): void {
    if (this.overview) this.overview = { ...this.overview, wishes };
  }

  /** Remembers how something is taken back that was done elsewhere, e.g. a proposal. */
  remember(undo: Move[]): void {
    if (undo.length) this.steps = [...this.steps, undo];
  }

  private async send(moves: Move[]): Promise<boolean> {
    if (!moves.length || this.busy) return false;
    const known = this.known();
    const undo = await this.post(moves);
    if (!undo) {
      await this.load();
      return false;
    }
    this.remember(undo);
    this.leaveOthers(moves, known);
    if (this.room) this.keep(moved(this.room, moves, known));
    this.afterMoves(moves, known);
    return true;
  }

  /** Whoever sat in a room that is not shown leaves a seat there. */
  private leaveOthers(moves: readonly Move[], known: ReadonlyMap<string, Person>): void {
    const { overview } = this;
    if (!overview) return;
    const left = moves.map((move) => known.get(move.attendee)?.room);
    const rooms = overview.rooms.map((room) => ({
      ...room,
      taken: room.id === this.room?.id ? room.taken : room.taken - left.filter((id) => id === room.id).length,
    }));
    this.overview = { ...overview, rooms };
  }

  private async post(moves: Move[]): Promise<Move[] | null> {
    this.busy = true;
    try {
      const { undo } = await post('/api/offices/{office}/ceremonies/{ceremony_id}/seating/moves', {
        path: this.path,
        body: { moves },
      });
      return undo;
    } catch (reason) {
      toast(asRefusal(reason).message);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Brings those beside the plan up to date. */
  private afterMoves(moves: readonly Move[], known: ReadonlyMap<string, Person>): void {
    const went = new Map(moves.map((move) => [move.attendee, move]));
    const seated = new Map(sitting(this.room).map((person) => [person.attendee, person]));
    const elsewhere = (person: Person): Person => {
      const move = went.get(person.attendee);
      if (!move) return person;
      return seated.get(person.attendee) ?? { ...person, seat: null, room: null, seatLabel: '' };
    };
    if (this.whom === 'all') {
      this.people = this.people.map(elsewhere);
      return;
    }
    const stay = this.people.filter((person) => !went.get(person.attendee)?.seat);
    const shown = new Set(stay.map((person) => person.attendee));
    const risen = moves.flatMap((move) => {
      const person = known.get(move.attendee);
      return !move.seat && person && !shown.has(move.attendee) ? [elsewhere(person)] : [];
    });
    this.total += risen.length + stay.length - this.people.length;
    this.people = risen.length ? inOrder([...stay, ...risen]) : stay;
  }
}
