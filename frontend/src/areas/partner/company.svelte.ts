import { SvelteMap } from 'svelte/reactivity';

import { get, type Schema } from '../../api';
import { session } from '../../session.svelte';

export type Company = Schema<'CompanyOut'>;

/** The companies seen in this visit; every screen of a company shows where it stands. */
const seen = new SvelteMap<string, Company>();

export const companyOf = (id: string): Company | undefined => seen.get(id);

/** Takes an answer of the service over. */
export function keepCompany(company: Company): Company {
  seen.set(company.id, company);
  return company;
}

/** Asks again where the company stands. */
export const refreshCompany = async (id: string) =>
  keepCompany(await get('/api/companies/{company_id}', { path: { company_id: id } }));

/** Whether whoever looks belongs to the company; otherwise it is its office. */
export const worksThere = (id: string) =>
  session.has('partner_manager', id) || session.has('partner_staff', id);
