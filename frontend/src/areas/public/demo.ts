import { get, type Schema } from '../../api';

export type DemoAccount = Schema<'DemoAccount'>;

const TRIES = 12;
const PAUSE = 700;
const CODE = /\b(\d{3})\s?(\d{3})\b/;

/** The demo's people, newest codes of their authenticator apps included. */
export const demoAccounts = () => get('/api/demo/accounts');

export const demoLists = () => get('/api/demo/lists');

/**
 * Ask before a code is sent: the answer waits for the mail that comes after, and gives its code. Null: none came.
 * Nobody else can read the mail box of invented people.
 */
export async function awaitDemoMail(
  email: string,
): Promise<(stillWanted: () => boolean) => Promise<string | null>> {
  const before = await newest(email);
  return async (stillWanted) => {
    for (let tries = 0; tries < TRIES && stillWanted(); tries++) {
      const mail = await newest(email);
      const found = mail && mail.id !== before?.id && CODE.exec(`${mail.subject} ${mail.text}`);
      if (found) return `${found[1]}${found[2]}`;
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
    return null;
  };
}

async function newest(email: string) {
  const { items } = await get('/api/demo/mails', { query: { q: email } });
  return items[0];
}
