import { words } from '../../../i18n';
import type { Person } from './kinds';

const t = words(
  { companion: (name: string) => `Begleitung von ${name}`, nobody: 'Gast ohne Namen' },
  { companion: (name) => `Companion of ${name}`, nobody: 'Guest without a name' },
);

/** A companion nobody named is called after whom they come with. */
export const nameOf = ({ name, guestName }: Pick<Person, 'name' | 'guestName'>): string =>
  name || (guestName ? t.companion(guestName) : t.nobody);
