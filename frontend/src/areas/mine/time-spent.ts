const MINUTES_PER_DAY = 24 * 60;

/** "2:30", "2,5", "2 Std. 30", "90 min", "2h30": minutes, or null for anything else. A bare number means hours. */
export function minutesIn(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(',', '.');
  const clock =
    /^(\d{1,3}) ?(?::|std\.?|h|hrs?|stunden?|hours?) ?(\d{1,2}) ?(?:min\.?|m|minuten|minutes)?$/.exec(plain);
  if (clock) return Number(clock[2]) < 60 ? Number(clock[1]) * 60 + Number(clock[2]) : null;
  const minutes = /^(\d{1,5}) ?(?:min\.?|m|minuten|minutes)$/.exec(plain);
  if (minutes) return Number(minutes[1]);
  const hours = /^(\d{1,3}(?:\.\d{1,2})?) ?(?:std\.?|h|hrs?|stunden?|hours?)?$/.exec(plain);
  return hours ? Math.round(Number(hours[1]) * 60) : null;
}

/** Minutes between two times of the clock; an end before the start is the next morning. Null while one is missing. */
export function minutesBetween(from: string, until: string): number | null {
  const start = minuteOf(from);
  const end = minuteOf(until);
  if (start === null || end === null) return null;
  return end > start ? end - start : end - start + MINUTES_PER_DAY;
}

function minuteOf(clock: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(clock);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** Today in Berlin, as a date field takes it: "2026-11-22". */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(now);
}
