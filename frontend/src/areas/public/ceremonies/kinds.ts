import type { Schema } from '../../../api';

export type PublicCeremony = Schema<'PublicCeremonyOut'>;
