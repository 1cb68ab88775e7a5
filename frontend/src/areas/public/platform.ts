import { get, type Schema } from '../../api';

/** Who runs this installation. */
export type Platform = Schema<'PlatformOut'>;

let asked: Promise<Platform> | undefined;

/** Asked once per visit. */
export function platform(): Promise<Platform> {
  asked ??= get('/api/platform').catch((thrown: unknown) => {
    asked = undefined;
    throw thrown;
  });
  return asked;
}
