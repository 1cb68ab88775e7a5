import { words } from '../../i18n';
import { area } from '../../routes';
import { navigationOf, STATE } from '../office/benefits/places';

const t = words(
  {
    bodies: 'Stellen',
    organisations: 'Vereine',
    benefits: 'Vorteile',
    awards: 'Preise',
    ceremonies: 'Ehrungen',
    rules: 'Regeln',
  },
  {
    bodies: 'Offices',
    organisations: 'Clubs',
    benefits: 'Benefits',
    awards: 'Awards',
    ceremonies: 'Events',
    rules: 'Rules',
  },
);

/** The state office: who issues the card where, and the rules of the state. */
export const state = area({
  name: 'state',
  access: 'staff',
  screens: {
    '/land': () => import('./IssuingBodies.svelte'),
    '/land/stellen/neu': () => import('./NewIssuingBody.svelte'),
    '/land/stellen/:id': () => import('./IssuingBody.svelte'),
    '/land/vereine': () => import('./Organisations.svelte'),
    '/land/vorteile': () => import('../office/benefits/Offers.svelte'),
    '/land/vorteile/einlesen': () => import('../office/benefits/Lists.svelte'),
    '/land/unternehmen': () => import('../office/benefits/Companies.svelte'),
    '/land/unternehmen/neu': () => import('../office/benefits/NewCompany.svelte'),
    '/land/meldungen': () => import('../office/benefits/Reports.svelte'),
    '/land/ansprache': () => import('../office/benefits/Asked.svelte'),
    '/land/feiern': () => import('../office/ceremonies/Ceremonies.svelte'),
    '/land/feiern/neu': () => import('../office/ceremonies/NewCeremony.svelte'),
    '/land/feiern/reihe': () => import('../office/ceremonies/NewSeries.svelte'),
    '/land/feiern/:ceremony': () => import('../office/ceremonies/Overview.svelte'),
    '/land/feiern/:ceremony/aendern': () => import('../office/ceremonies/Details.svelte'),
    '/land/feiern/:ceremony/programm': () => import('../office/ceremonies/Programme.svelte'),
    '/land/feiern/:ceremony/plaetze': () => import('../office/ceremonies/seats/Seats.svelte'),
    '/land/feiern/:ceremony/gaeste': () => import('../office/ceremonies/Guests.svelte'),
    '/land/feiern/:ceremony/gaeste/suchen': () => import('../office/ceremonies/GatherGuests.svelte'),
    '/land/feiern/:ceremony/gaeste/einlesen': () => import('../office/ceremonies/GuestLists.svelte'),
    '/land/feiern/:ceremony/gaeste/neu': () => import('../office/ceremonies/NewGuest.svelte'),
    '/land/feiern/:ceremony/gaeste/:guest': () => import('../office/ceremonies/GuestPage.svelte'),
    '/land/feiern/:ceremony/warteliste': () => import('../office/ceremonies/WaitingList.svelte'),
    '/land/feiern/:ceremony/einlass': () => import('../office/ceremonies/Doors.svelte'),
    '/land/feiern/:ceremony/buehne': () => import('../office/ceremonies/Stage.svelte'),
    '/land/feiern/:ceremony/danach': () => import('../office/ceremonies/Afterwards.svelte'),
    '/land/preise': () => import('../office/awards/Calls.svelte'),
    '/land/preise/neu': () => import('../office/awards/NewCall.svelte'),
    '/land/preise/:call': () => import('../office/awards/Overview.svelte'),
    '/land/preise/:call/aendern': () => import('../office/awards/Details.svelte'),
    '/land/preise/:call/vorschau': () => import('../office/awards/Preview.svelte'),
    '/land/preise/:call/kategorien': () => import('../office/awards/Categories.svelte'),
    '/land/preise/:call/formular': () => import('../office/awards/EntryForm.svelte'),
    '/land/preise/:call/monate': () => import('../office/awards/months/Months.svelte'),
    '/land/preise/:call/abstimmung': () => import('../office/awards/vote/Vote.svelte'),
    '/land/regeln': () => import('./StateRules.svelte'),
  },
  links: () => [
    { href: '/land', label: t.bodies, icon: 'building' },
    { href: '/land/vereine', label: t.organisations, icon: 'people' },
    { ...navigationOf(STATE), label: t.benefits, icon: 'gift' },
    { href: '/land/preise', label: t.awards, icon: 'award' },
    { href: '/land/feiern', label: t.ceremonies, icon: 'calendar' },
    { href: '/land/regeln', label: t.rules, icon: 'rules' },
  ],
});
