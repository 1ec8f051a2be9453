/** Uniform in [0, 1): back-off jitter is the only thing that asks for it. */
export type Chance = () => number;
