/** Who took the last photo: mostly the same person takes the next one. */
export const credited = { name: '' };
