/** What the till shows is kept here, so that it opens without the network; and what was chosen last. */
import { asRefusal, get } from '../../../api';
import { change, read } from './database';
import type { Till } from './kinds';

export interface Choice {
  offer: string | null;
  venue: string | null;
}

const tillKey = (company: string) => `till:${company}`;
const choiceKey = (company: string) => `choice:${company}`;

export interface Kept {
  till: Till;
  /** When it came from the service; milliseconds since 1970. */
  at: number;
}

export const keptTill = (company: string) =>
  read<Kept>('device', tillKey(company)).then((kept) => kept ?? null);

/** Fetches it anew. Whoever does not work there any more keeps nothing; what waits stays. Throws the refusal. */
export async function fetchTill(company: string): Promise<Kept> {
  try {
    const till = await get('/api/companies/{company_id}/till', { path: { company_id: company } });
    const kept: Kept = { till, at: Date.now() };
    await change(['device'], (stores) => stores.put('device', kept, tillKey(company)));
    return kept;
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (refusal.status === 403 || refusal.status === 404)
      await change(['device'], (stores) => stores.remove('device', tillKey(company)));
    throw refusal;
  }
}

export const keptChoice = async (company: string): Promise<Choice> =>
  (await read<Choice>('device', choiceKey(company))) ?? { offer: null, venue: null };

export const keepChoice = (company: string, choice: Choice) =>
  change(['device'], (stores) => stores.put('device', choice, choiceKey(company)));
