import { get, post, type Schema } from '../../api';

/** An organisation somebody works for, with the minutes of the last twelve months. */
export type Club = Schema<'EngagementAt'>;
export type Engagement = Schema<'EngagementOut'>;

/** One thing the card asks for. */
export type Criterion = Schema<'CriterionOut'>;
export type Result = Criterion['result'];
/** Where somebody stands with one card. */
export type Standing = Schema<'StandingOut'>;
export type Assessment = Schema<'AssessmentOut'>;

export type HourRecord = Schema<'HourRecordOut'>;
export type HoursStatus = HourRecord['status'];
export type HoursKind = HourRecord['kind'];

/** What somebody says they worked. */
export type Worked = Pick<Schema<'OwnHoursIn'>, 'organisationId' | 'kind' | 'startsOn' | 'task'> &
  Partial<Schema<'OwnHoursIn'>>;

export const myEngagement = () => get('/api/me/engagement');
export const myAssessment = () => get('/api/me/assessment');
export const recordHours = (body: Worked, key?: string) => post<HourRecord>('/api/me/hours', { body, key });
export const withdrawHours = (record_id: string) =>
  post('/api/hours/{record_id}/withdrawal', { path: { record_id } });
export const findClubs = (q: string, signal?: AbortSignal) =>
  get('/api/organisations', { query: { q }, signal });

/** How far the hours are, where they count by the year or by the week. */
export function hoursOf(standing: Standing | undefined): (Criterion & { have: number; need: number }) | null {
  const found = standing?.criteria.find(({ code }) => code === 'hours');
  if (!found || found.have === null || !found.need) return null;
  return { ...found, have: found.have, need: found.need };
}
