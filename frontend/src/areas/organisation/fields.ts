import type { Schema } from '../../api';
import { words } from '../../i18n';

export type FieldOfEngagement = Schema<'organisations_rules_Field'>;

/** The fields of engagement as the application form of the card names them. */
export const FIELDS = [
  'social',
  'rescue',
  'sport',
  'education',
  'culture',
  'environment',
  'animals',
  'health',
  'faith',
  'other',
] as const satisfies readonly FieldOfEngagement[];

const t = words(
  {
    social: 'Soziales und Jugend',
    rescue: 'Rettung, Feuerwehr und Katastrophenschutz',
    sport: 'Sport und Bewegung',
    education: 'Bildung und Schule',
    culture: 'Kultur und Brauchtum',
    environment: 'Umwelt und Natur',
    animals: 'Tierschutz',
    health: 'Gesundheit und Pflege',
    faith: 'Kirche und Religion',
    other: 'Etwas anderes',
  },
  {
    social: 'Social work and youth',
    rescue: 'Rescue, fire and civil protection',
    sport: 'Sport',
    education: 'Education and school',
    culture: 'Culture and customs',
    environment: 'Environment and nature',
    animals: 'Animal welfare',
    health: 'Health and care',
    faith: 'Church and religion',
    other: 'Something else',
  },
);

export const fieldName = (field: FieldOfEngagement) => t[field];

export const fieldOptions = () => FIELDS.map((field) => ({ value: field, label: fieldName(field) }));
