import { get } from '../../api';

/** Who runs this installation. */
export interface Platform {
  operator: string;
  operatorContact: string;
  /** Demo data and a mail box everyone can read. */
  demo: boolean;
}

let asked: Promise<Platform> | undefined;

/** Asked once per visit. */
export function platform(): Promise<Platform> {
  asked ??= get<Platform>('/api/platform').catch((thrown: unknown) => {
    asked = undefined;
    throw thrown;
  });
  return asked;
}
