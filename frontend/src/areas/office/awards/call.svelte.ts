import { SvelteMap } from 'svelte/reactivity';

import { get, type Schema } from '../../../api';

export type Call = Schema<'AwardCallOut'>;

/** The calls seen in this visit; every screen of a call shows what it is and how far it has come. */
const seen = new SvelteMap<string, Call>();

export const callOf = (id: string): Call | undefined => seen.get(id);

/** Takes an answer of the service over. */
export function keepCall(call: Call): Call {
  seen.set(call.id, call);
  return call;
}

/** Asks again how a call stands; do it after whatever changes its figures or its days. */
export const refreshCall = async (office: string, id: string) =>
  keepCall(await get('/api/offices/{office}/award-calls/{call_id}', { path: { office, call_id: id } }));
