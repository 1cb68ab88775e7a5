import { longDate, shortDate, time } from '../../../i18n';

/** "4. Dezember 2026, 17:00 Uhr bis 20:00 Uhr"; with the second day where it ends on another. */
export function span(startsAt: string, endsAt: string, until: string): string {
  const end =
    shortDate(startsAt) === shortDate(endsAt) ? time(endsAt) : `${longDate(endsAt)}, ${time(endsAt)}`;
  return `${longDate(startsAt)}, ${time(startsAt)} ${until} ${end}`;
}

/** "4. Dezember 2026, 17:00 Uhr" */
export const dayAndTime = (at: string) => `${longDate(at)}, ${time(at)}`;
