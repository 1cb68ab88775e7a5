import type { Kind } from '../../card';
import type { ApplicationDetail } from './applications';
import { carrierOf, type CardOut } from './cards';
import { type Assessment, type Criterion, type Engagement, hoursOf, type Standing } from './engagement';

/** The one thing that comes next for a volunteer. */
export type NextStep =
  | { name: 'offer'; application: ApplicationDetail }
  | { name: 'fetchCard'; card: CardOut }
  | { name: 'waiting'; application: ApplicationDetail }
  | { name: 'showCard'; card: CardOut }
  /** Everything would be met once the form's questions are answered. */
  | { name: 'answer'; kind: Kind }
  | { name: 'apply'; kind: Kind }
  | { name: 'confirmation'; minutes: number }
  | { name: 'hours'; missing: number; waiting: number; perWeek: boolean }
  | { name: 'notYet'; criterion: Criterion }
  | { name: 'begin' };

export interface Known {
  engagement: Engagement;
  assessment: Assessment;
  /** Offers and applications that are not decided. */
  open: readonly ApplicationDetail[];
  cards: readonly CardOut[];
}

export function nextStep({ engagement, assessment, open, cards }: Known): NextStep {
  const offer = open.find(({ status }) => status === 'offered');
  if (offer) return { name: 'offer', application: offer };
  const usable = cards.filter((card) => card.status === 'active' && !card.isOver);
  const waitingCard = usable.find((card) => !carrierOf(card));
  if (waitingCard) return { name: 'fetchCard', card: waitingCard };
  const submitted = open.find(({ status }) => status === 'submitted');
  if (submitted) return { name: 'waiting', application: submitted };
  if (usable[0]) return { name: 'showCard', card: usable[0] };
  const standing = best(assessment);
  if (standing?.result === 'met') return { name: 'apply', kind: standing.kind };
  if (standing?.couldBeMet) return { name: 'answer', kind: standing.kind };
  return towards(standing, engagement);
}

/** The card that is closest: the jubilee card only once it is within reach. */
function best({ kinds }: Assessment): Standing | undefined {
  const reachable = kinds.find(({ result }) => result === 'met') ?? kinds.find((found) => found.couldBeMet);
  return reachable ?? kinds.find(({ kind }) => kind === 'standard');
}

function towards(standing: Standing | undefined, engagement: Engagement): NextStep {
  const waiting = engagement.organisations.reduce((sum, club) => sum + club.waitingMinutes, 0);
  const confirmed = engagement.organisations.reduce((sum, club) => sum + club.confirmedMinutes, 0);
  if (!waiting && !confirmed) return { name: 'begin' };
  const hours = hoursOf(standing);
  if (hours && hours.result !== 'met') {
    const missing = hours.need - hours.have;
    const perWeek = hours.unit === 'minutes_per_week';
    if (!perWeek && waiting >= missing) return { name: 'confirmation', minutes: waiting };
    return { name: 'hours', missing, waiting, perWeek };
  }
  const unmet = standing?.criteria.find(({ result }) => result !== 'met');
  return unmet ? { name: 'notYet', criterion: unmet } : { name: 'begin' };
}
