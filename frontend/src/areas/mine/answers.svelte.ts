import type { Me } from '../../session.svelte';
import type { Allowance, Answered, Proof, Question } from './applications';

/** What somebody fills in; begins with what is known of them. */
export class Answers {
  givenName = $state('');
  familyName = $state('');
  birthDate = $state('');
  street = $state('');
  postalCode = $state('');
  municipality = $state<string | null>(null);
  /** Nobody is paid unless they say so here; `agrees` covers it. */
  allowances = $state.raw<Allowance[] | null>([]);
  proofs = $state.raw<Proof[] | null>(null);
  /** That the details are correct and may be processed: the card cannot be had without either. */
  agrees = $state(false);
  publication = $state(false);
  news = $state(false);

  constructor(person: Me['person'] | undefined) {
    if (!person) return;
    this.givenName = person.givenName;
    this.familyName = person.familyName;
    this.birthDate = person.birthDate ?? '';
    this.street = person.street ?? '';
    this.postalCode = person.postalCode ?? '';
    this.municipality = person.municipality;
  }

  /** What is sent: the consents, and only what was asked. */
  for(questions: readonly Question[]): Answered {
    const asked = Object.fromEntries(questions.map((name) => [name, this[name]]));
    const proofs = this.proofs ? { proofs: this.proofs } : {};
    const { agrees, publication, news } = this;
    const consents = { processing: agrees, correctness: agrees, publication, news };
    return { ...asked, ...proofs, consents };
  }
}
