import { get, post, put, type Schema } from '../../api';
import type { Kind } from '../../card';

/** One way from an offer, or an own application, to a decision. */
export type Application = Schema<'ApplicationOut'>;
/** The same with what it is judged by, and what is still to be filled in. */
export type ApplicationDetail = Schema<'ApplicationDetail'>;
export type ApplicationStatus = Application['status'];
export type Answered = Schema<'AnswersIn'>;
/** What the form of an offer or an application may ask. */
export type Question = Schema<'Question'>;
/** Money for the engagement in a year. */
export type Allowance = Schema<'AllowanceBody'>;
/** Something that may stand in for hours. */
export type Proof = Schema<'ProofBody'>;

export const myApplications = () => get('/api/me/applications');

export const application = (application_id: string) =>
  get('/api/applications/{application_id}', { path: { application_id } });

export const acceptOffer = (application_id: string, body: Answered, key: string) =>
  post('/api/applications/{application_id}/acceptance', { path: { application_id }, body, key });

export const declineOffer = (application_id: string) =>
  post('/api/applications/{application_id}/decline', { path: { application_id } });

export const applicationForm = (kind: Kind) => get('/api/me/application-form', { query: { kind } });

export const applyFor = (kind: Kind, answers: Answered, key: string) =>
  post('/api/me/applications', { body: { kind, ...answers }, key });

export const withdrawApplication = (application_id: string) =>
  post('/api/applications/{application_id}/withdrawal', { path: { application_id } });

export const myDeclaration = () => get('/api/me/declarations');
export const declare = (body: Schema<'DeclarationBody'>) => put('/api/me/declarations', { body });

/** Offered and not answered, or sent and not decided. */
export const isOpen = ({ status }: Pick<Application, 'status'>) =>
  status === 'offered' || status === 'submitted';
