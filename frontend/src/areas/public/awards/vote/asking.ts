import { asRefusal, get, post, type Schema } from '../../../../api';
import { solve } from './puzzle';

type Asking = Schema<'VoteRequestIn'>;

const ADDRESS = '/api/award-calls/{call_id}/vote-requests';

/**
 * Asks for a code. Where many ask from the same network, as in a school, the browser calculates first; `oncalculate`
 * hears of it.
 */
export async function askForCode(
  call: string,
  asking: Omit<Asking, 'solved'>,
  oncalculate: (busy: boolean) => void,
): Promise<Schema<'VoteRequestOut'>> {
  const path = { call_id: call };
  try {
    return await post(ADDRESS, { path, body: asking });
  } catch (thrown) {
    if (asRefusal(thrown).code !== 'vote_puzzle_needed') throw thrown;
  }
  oncalculate(true);
  try {
    const { puzzle, bits } = await get('/api/award-calls/{call_id}/vote-puzzle', { path });
    const solution = await solve(puzzle, bits);
    return await post(ADDRESS, { path, body: { ...asking, solved: { puzzle, solution } } });
  } finally {
    oncalculate(false);
  }
}
