import { area } from '../../routes';

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
    '/hilfe': () => import('./Help.svelte'),
    '/leichte-sprache': () => import('./PlainLanguage.svelte'),
    '/barrierefreiheit': () => import('./Accessibility.svelte'),
    '/impressum': () => import('./Imprint.svelte'),
    '/datenschutz': () => import('./Privacy.svelte'),
  },
});
