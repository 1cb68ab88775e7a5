import { words } from '../../i18n';
import { area, type AreaLink } from '../../routes';
import { session } from '../../session.svelte';

const t = words(
  {
    mine: 'Mein Engagement',
    benefits: 'Vorteile',
    ceremonies: 'Ehrungen',
    awards: 'Preise',
    check: 'Karte prüfen',
    partner: 'Unternehmen',
  },
  {
    mine: 'My engagement',
    benefits: 'Benefits',
    ceremonies: 'Events',
    awards: 'Awards',
    check: 'Check a card',
    partner: 'Companies',
  },
);

function links(): AreaLink[] {
  const benefits = { href: '/vorteile', label: t.benefits, icon: 'gift', also: '/unternehmen' };
  const check = { href: '/pruefen', label: t.check, icon: 'scan' };
  const ceremonies = { href: '/feiern', label: t.ceremonies, icon: 'calendar' };
  const awards = { href: '/preise', label: t.awards, icon: 'award' };
  if (session.state === 'in')
    return [{ href: '/mein', label: t.mine, icon: 'heart' }, benefits, ceremonies, awards, check];
  return [benefits, ceremonies, awards, check, { href: '/partner', label: t.partner, icon: 'shop' }];
}

/** What everyone sees, signed in or not. */
export const everyone = area({
  name: 'public',
  access: 'everyone',
  screens: {
    '/': () => import('./Start.svelte'),
    '/anmelden': () => import('./SignIn.svelte'),
    '/anmelden/link': () => import('./SignInLink.svelte'),
    '/anmelden/zweiter-faktor': () => import('./SecondFactor.svelte'),
    '/pruefen': () => import('./CheckCard.svelte'),
    '/post': () => import('./DemoMails.svelte'),
    '/vorteile': () => import('./benefits/Benefits.svelte'),
    '/vorteile/:id': () => import('./benefits/Benefit.svelte'),
    '/vorteile/ort/:ags': () => import('./benefits/TownPrint.svelte'),
    '/unternehmen/:id': () => import('./benefits/Partner.svelte'),
    '/partner': () => import('./benefits/Join.svelte'),
    '/feiern': () => import('./ceremonies/Ceremonies.svelte'),
    '/feiern/:id': () => import('./ceremonies/Ceremony.svelte'),
    '/wirtschaft-engagiert': () => import('./ceremonies/CorporateEngagement.svelte'),
    '/feiern/:id/auslosung': () => import('./ceremonies/Draws.svelte'),
    '/preise': () => import('./awards/Calls.svelte'),
    '/preise/archiv': () => import('./awards/Archive.svelte'),
    '/preise/engagement-des-monats': () => import('./awards/Months.svelte'),
    '/preise/engagement-des-monats/:month': () => import('./awards/Month.svelte'),
    '/preise/:id': () => import('./awards/Call.svelte'),
    '/preise/:id/mitmachen': () => import('./awards/Join.svelte'),
    '/preise/:id/vorschlagen': () => import('./awards/nominating/Nominate.svelte'),
    '/preise/:id/abstimmen': () => import('./awards/vote/Vote.svelte'),
    '/preise/:id/auszaehlung': () => import('./awards/vote/Result.svelte'),
    '/vorschlag': () => import('./awards/nominating/Nomination.svelte'),
    '/einladung': () => import('./invitation/Invitation.svelte'),
    '/danke': () => import('./thanks/Thanks.svelte'),
    '/eintrittskarten': () => import('./tickets/Tickets.svelte'),
    '/hilfe': () => import('./Help.svelte'),
    '/leichte-sprache': () => import('./PlainLanguage.svelte'),
    '/barrierefreiheit': () => import('./Accessibility.svelte'),
    '/impressum': () => import('./Imprint.svelte'),
    '/datenschutz': () => import('./Privacy.svelte'),
  },
  links,
});
