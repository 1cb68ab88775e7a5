import { count, dateAndTime, words } from '../../../../i18n';
import type { Pattern } from './meaning';

const t = words(
  {
    one_network: 'Fast alle aus einem Netz für dieselbe Bewerbung',
    burst: 'Ungewöhnlich viele in einer Stunde',
    fast: 'Schneller als von Hand',
    ofNetwork: (n: string, of: string) => `${n} von ${of} Stimmen dieses Netzes`,
    usually: (n: string, usual: string) => `${n} Stimmen, sonst etwa ${usual} in der Stunde`,
    quick: (n: string) => `${n} Stimmen, bei denen der Code nach weniger als vier Sekunden eingegeben war`,
    span: (since: string, until: string) => `${since} bis ${until}`,
  },
  {
    one_network: 'Nearly all of one network for the same entry',
    burst: 'Unusually many in one hour',
    fast: 'Faster than by hand',
    ofNetwork: (n, of) => `${n} of ${of} votes of this network`,
    usually: (n, usual) => `${n} votes, usually about ${usual} an hour`,
    quick: (n) => `${n} votes whose code was entered after less than four seconds`,
    span: (since, until) => `${since} to ${until}`,
  },
);

/** What stands out. */
export const kindOf = (pattern: Pattern): string => t[pattern.kind];

/** How many votes, compared with what. */
export function sizeOf({ kind, votes, ofVotes }: Pattern): string {
  if (kind === 'one_network') return t.ofNetwork(count(votes), count(ofVotes));
  return kind === 'burst' ? t.usually(count(votes), count(ofVotes)) : t.quick(count(votes));
}

export const spanOf = ({ since, until }: Pattern): string => t.span(dateAndTime(since), dateAndTime(until));
