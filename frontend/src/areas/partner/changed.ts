import { Refusal } from '../../api';

/** Whether somebody else saved while this one typed. */
export const changedMeanwhile = (thrown: unknown) =>
  thrown instanceof Refusal && thrown.code === 'changed_meanwhile';
