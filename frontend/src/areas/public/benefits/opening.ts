import type { Schema } from '../../../api';
import { words } from '../../../i18n';
import { dayName, hoursInWords } from './terms';

type Opening = Schema<'OpeningIn'>;

const t = words(
  {
    openUntil: (hour: string) => `Jetzt geöffnet, bis ${hour}\u00a0Uhr`,
    opensAt: (hour: string) => `Heute ab ${hour}\u00a0Uhr geöffnet`,
    closedToday: 'Heute geschlossen',
    closedNow: 'Für heute geschlossen',
    closed: 'geschlossen',
    allDay: 'Jetzt geöffnet, rund um die Uhr',
  },
  {
    openUntil: (hour) => `Open now, until ${hour}`,
    opensAt: (hour) => `Opens today at ${hour}`,
    closedToday: 'Closed today',
    closedNow: 'Closed for today',
    closed: 'closed',
    allDay: 'Open now, around the clock',
  },
);

export interface OpenNow {
  open: boolean;
  words: string;
}

/** Day (Monday is 0), clock ("09:05") and date as Berlin sees them. */
export function berlin(now: Date): { day: number; clock: string; date: string } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  ) as Record<string, string>;
  return {
    day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? ''),
    clock: `${parts.hour}:${parts.minute}`,
    date: `${parts.year}-${parts.month}-${parts.day}`,
  };
}

const spoken = (clock: string) => clock.replace(/^0(?=\d)/, '').replace(/:00$/, '');

/** A span that ends before it begins goes past midnight. */
const within = ({ opens, closes }: Opening, clock: string) =>
  closes > opens ? clock >= opens && clock < closes : clock >= opens;

/** Whether a venue is open at this moment; null where its hours are not known. */
export function openNow(hours: readonly Opening[], now: Date): OpenNow | null {
  if (!hours.length) return null;
  const { day, clock } = berlin(now);
  const yesterday = hours.find(
    (span) => span.day === (day + 6) % 7 && span.closes <= span.opens && clock < span.closes,
  );
  const today = hours.filter((span) => span.day === day).sort((a, b) => a.opens.localeCompare(b.opens));
  const current = yesterday ?? today.find((span) => within(span, clock));
  if (current) {
    const endless = current.opens === '00:00' && current.closes === '24:00';
    return { open: true, words: endless ? t.allDay : t.openUntil(spoken(current.closes)) };
  }
  const next = today.find((span) => span.opens > clock);
  if (next) return { open: false, words: t.opensAt(spoken(next.opens)) };
  return { open: false, words: today.length ? t.closedNow : t.closedToday };
}

/** The week, a line a day: ["Montag", "9 bis 18 Uhr"]. */
export function week(hours: readonly Opening[]): { day: number; name: string; hours: string }[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day) => ({
    day,
    name: dayName(day).replace(/^./, (letter) => letter.toUpperCase()),
    hours:
      hours
        .filter((span) => span.day === day)
        .sort((a, b) => a.opens.localeCompare(b.opens))
        .map((span) => hoursInWords(span.opens, span.closes))
        .join(', ') || t.closed,
  }));
}
