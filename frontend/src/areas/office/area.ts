import { words } from '../../i18n';
import { area, href } from '../../routes';
import { navigationOf } from './benefits/places';

const t = words(
  {
    applications: 'Anträge',
    cards: 'Karten',
    organisations: 'Vereine',
    benefits: 'Vorteile',
    awards: 'Preise',
    ceremonies: 'Ehrungen',
    rules: 'Regeln',
  },
  {
    applications: 'Applications',
    cards: 'Cards',
    organisations: 'Clubs',
    benefits: 'Benefits',
    awards: 'Awards',
    ceremonies: 'Events',
    rules: 'Rules',
  },
);

/** The issuing body: applications, cards, clubs to approve. */
export const office = area({
  name: 'office',
  access: 'staff',
  screens: {
    '/amt/:id': () => import('./Applications.svelte'),
    '/amt/:id/antrag/:applicationId': () => import('./Case.svelte'),
    '/amt/:id/karten': () => import('./Cards.svelte'),
    '/amt/:id/vereine': () => import('./Organisations.svelte'),
    '/amt/:id/vorteile': () => import('./benefits/Offers.svelte'),
    '/amt/:id/vorteile/einlesen': () => import('./benefits/Lists.svelte'),
    '/amt/:id/unternehmen': () => import('./benefits/Companies.svelte'),
    '/amt/:id/unternehmen/neu': () => import('./benefits/NewCompany.svelte'),
    '/amt/:id/meldungen': () => import('./benefits/Reports.svelte'),
    '/amt/:id/ansprache': () => import('./benefits/Asked.svelte'),
    '/amt/:id/feiern': () => import('./ceremonies/Ceremonies.svelte'),
    '/amt/:id/feiern/neu': () => import('./ceremonies/NewCeremony.svelte'),
    '/amt/:id/feiern/reihe': () => import('./ceremonies/NewSeries.svelte'),
    '/amt/:id/feiern/:ceremony': () => import('./ceremonies/Overview.svelte'),
    '/amt/:id/feiern/:ceremony/aendern': () => import('./ceremonies/Details.svelte'),
    '/amt/:id/feiern/:ceremony/programm': () => import('./ceremonies/Programme.svelte'),
    '/amt/:id/feiern/:ceremony/plaetze': () => import('./ceremonies/seats/Seats.svelte'),
    '/amt/:id/feiern/:ceremony/gaeste': () => import('./ceremonies/Guests.svelte'),
    '/amt/:id/feiern/:ceremony/gaeste/suchen': () => import('./ceremonies/GatherGuests.svelte'),
    '/amt/:id/feiern/:ceremony/gaeste/einlesen': () => import('./ceremonies/GuestLists.svelte'),
    '/amt/:id/feiern/:ceremony/gaeste/neu': () => import('./ceremonies/NewGuest.svelte'),
    '/amt/:id/feiern/:ceremony/gaeste/:guest': () => import('./ceremonies/GuestPage.svelte'),
    '/amt/:id/feiern/:ceremony/warteliste': () => import('./ceremonies/WaitingList.svelte'),
    '/amt/:id/feiern/:ceremony/einlass': () => import('./ceremonies/Doors.svelte'),
    '/amt/:id/feiern/:ceremony/buehne': () => import('./ceremonies/Stage.svelte'),
    '/amt/:id/feiern/:ceremony/danach': () => import('./ceremonies/Afterwards.svelte'),
    '/amt/:id/preise': () => import('./awards/Calls.svelte'),
    '/amt/:id/preise/neu': () => import('./awards/NewCall.svelte'),
    '/amt/:id/preise/:call': () => import('./awards/Overview.svelte'),
    '/amt/:id/preise/:call/aendern': () => import('./awards/Details.svelte'),
    '/amt/:id/preise/:call/kategorien': () => import('./awards/Categories.svelte'),
    '/amt/:id/preise/:call/formular': () => import('./awards/EntryForm.svelte'),
    '/amt/:id/regeln': () => import('./Rules.svelte'),
  },
  links: ({ id = '' }) => [
    { href: href('/amt/:id', { id }), label: t.applications, icon: 'inbox' },
    { href: href('/amt/:id/karten', { id }), label: t.cards, icon: 'card' },
    { href: href('/amt/:id/vereine', { id }), label: t.organisations, icon: 'people' },
    { ...navigationOf(id), label: t.benefits, icon: 'gift' },
    { href: href('/amt/:id/preise', { id }), label: t.awards, icon: 'award' },
    { href: href('/amt/:id/feiern', { id }), label: t.ceremonies, icon: 'calendar' },
    { href: href('/amt/:id/regeln', { id }), label: t.rules, icon: 'rules' },
  ],
});
