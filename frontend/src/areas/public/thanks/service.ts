/** What a guest asks the service with the link of a mail: the secret goes in a header, never in an address. */
import { asRefusal, type Schema } from '../../../api';
import { refusalOf } from '../../../api/refusal';
import { language } from '../../../i18n';

export type Thanked = Schema<'ThankedOut'>;
export type OwnPhoto = Schema<'OwnPhoto'>;
export type Answer = Schema<'SurveyIn'>;
export type Consent = Schema<'ConsentIn'>['consent'];

export class Service {
  constructor(private readonly secret: string) {}

  async thanked(): Promise<Thanked> {
    return (await this.send('/api/invitation/afterwards')).json() as Promise<Thanked>;
  }

  async answer(answer: Answer): Promise<void> {
    await this.send('/api/invitation/survey', 'POST', answer);
  }

  async say(person: string, consent: Consent): Promise<Thanked> {
    const answer = await this.send(`/api/invitation/photos/${person}`, 'PUT', { consent });
    return answer.json() as Promise<Thanked>;
  }

  /** The certificate as a file of the page. */
  async certificate(): Promise<Blob> {
    return (await this.send('/api/invitation/certificate.pdf')).blob();
  }

  /** A photo one is on. */
  async photo(id: string, size: 'small' | 'large', signal: AbortSignal): Promise<Blob> {
    return (await this.send(`/api/invitation/photos/${id}/${size}`, 'GET', undefined, signal)).blob();
  }

  private async send(address: string, method = 'GET', body?: unknown, signal?: AbortSignal) {
    let answer: Response;
    try {
      answer = await fetch(address, {
        method,
        credentials: 'same-origin',
        headers: {
          'X-Invitation': this.secret,
          'Accept-Language': language.current,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch (reason) {
      throw asRefusal(reason);
    }
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }
}
