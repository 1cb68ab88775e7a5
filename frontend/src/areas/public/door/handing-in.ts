/** Handing in what was done at the door without the network. */
import type { Pairing } from './keeping';
import { forgetStranded, forgetWhenOver, keptPairing } from './keeping';
import type { Waiting } from './kinds';
import { handIn, waiting } from './queue';
import { Service, type Synced } from './service';
import { keepSign } from './sign';

/** Everything of the phone's event. Throws the Refusal that stopped it; what was not taken still waits. */
export function handInWith(
  service: Service,
  ceremony: string,
  counted: (synced: Synced) => void = () => undefined,
): Promise<void> {
  return handIn(ceremony, async (entries) => {
    const [first] = entries;
    if (first?.kind === 'walk_in') {
      const { outcome, name, message } = await service.walkIn(first, { forced: true, offline: true });
      return [{ nonce: first.nonce, outcome, name, message }];
    }
    const synced = await service.sync(entries);
    counted(synced);
    return synced.admissions;
  });
}

export const isOwn = ({ ceremony, refused }: Waiting, pairing: Pairing): boolean =>
  ceremony === pairing.ceremony.id && !refused;

/** Once, from any page of the platform. */
export async function handInWhatWaits(): Promise<void> {
  await forgetStranded(Date.now());
  const pairing = await keptPairing();
  if (pairing) {
    await handInWith(new Service(pairing.ceremony.id, pairing.secret, () => undefined), pairing.ceremony.id);
    await forgetWhenOver(pairing, Date.now() + (pairing.clock?.offset ?? 0));
  }
  keepSign((await waiting()).length > 0);
}
