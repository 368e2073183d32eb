/** A4 landscape within its margins, in millimetres; a hair lower, since browsers round. */
export const paper = { width: 273, height: 185.5 };
