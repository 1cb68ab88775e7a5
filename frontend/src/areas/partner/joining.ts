import type { Schema } from '../../api';
import { empty, termsOf, type Draft } from './draft';
import { emptyVenue, type VenueIn } from './venues';

/** A company that registers, or is registered, with its first venue and its first offer in one go. */
export interface Joining {
  company: Required<Schema<'CompanyIn'>>;
  venue: Required<VenueIn>;
  /** There is no place that people come to. */
  onlineOnly: boolean;
  draft: Draft;
}

export const emptyJoining = (known: Partial<Joining['company']> = {}): Joining => ({
  company: {
    name: '',
    municipality: '',
    statewide: false,
    website: '',
    contactName: '',
    contactEmail: '',
    contactPhone: '',
    ...known,
  },
  venue: emptyVenue(),
  onlineOnly: false,
  draft: empty(),
});

/** The whole as the service takes it; `handover` is the address of whoever will look after it. */
export const registrationOf = (
  joining: Joining,
  handover = '',
): Schema<'benefits_schemas_RegistrationIn'> => ({
  company: joining.company,
  venue: joining.onlineOnly ? null : { ...joining.venue, municipality: joining.company.municipality },
  benefit: termsOf(joining.draft),
  handover: handover.trim(),
});
