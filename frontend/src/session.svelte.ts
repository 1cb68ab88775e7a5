import { asRefusal, get, post, type Schema } from './api';

export type Me = Schema<'MeOut'>;
export type Membership = Schema<'MembershipOut'>;
export type Role = Schema<'Role'>;

/** Who sits before the screen: not yet known, somebody, nobody, or not to be found out without a network. */
type State = 'unknown' | 'in' | 'out' | 'offline';

const KEPT = 'signed-in-before';

class Session {
  state = $state<State>('unknown');
  me = $state.raw<Me | null>(null);

  async load(): Promise<void> {
    try {
      this.welcome(await get('/api/me'));
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      this.me = null;
      this.state = refusal.status === 401 ? 'out' : 'offline';
      if (this.state === 'out') keep(false);
    }
  }

  /** Whether somebody signed in with this browser and did not leave: others are not asked who they are. */
  get likely(): boolean {
    try {
      return localStorage.getItem(KEPT) !== null;
    } catch {
      return true;
    }
  }

  /** Somebody has just signed in. */
  welcome(me: Me): void {
    this.me = me;
    this.state = 'in';
    keep(true);
  }

  /** The screen somebody starts with: their work first, then their own engagement. */
  get home(): string {
    const held = this.me?.memberships ?? [];
    const office = held.find((membership) => membership.role === 'case_worker');
    if (office) return `/amt/${office.tenantId}`;
    if (this.has('state_office')) return '/land';
    const club = held.find((membership) => membership.role === 'coordinator');
    if (club) return `/verein/${club.tenantId}`;
    const company = held.find(({ role }) => role === 'partner_manager' || role === 'partner_staff');
    return company ? `/partner/${company.tenantId}` : '/mein';
  }

  async signOut(): Promise<void> {
    await post('/api/sign-out');
    this.me = null;
    this.state = 'out';
    keep(false);
  }

  /** What somebody does for one tenant, e.g. `session.has('coordinator', id)`. */
  has(role: Role, tenantId?: string): boolean {
    return !!this.me?.memberships.some(
      (held) => held.role === role && (tenantId === undefined || held.tenantId === tenantId),
    );
  }

  get displayName(): string {
    const person = this.me?.person;
    if (!person) return '';
    const name = `${person.givenName} ${person.familyName}`.trim();
    return name || person.email || '';
  }

  /** Somebody whose role needs the second factor and who has not shown it. */
  get needsSecondFactor(): boolean {
    return this.me?.secondFactor === 'required' || this.me?.secondFactor === 'enrol';
  }
}

function keep(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(KEPT, '1');
    else localStorage.removeItem(KEPT);
  } catch {
    // Without storage the service is asked every time.
  }
}

export const session = new Session();
