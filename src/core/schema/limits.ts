/** The largest figures that make sense anywhere: they keep a slip of the finger from becoming a plan. */
export const MOST_REPLICAS = 100_000;
export const MOST_RPS = 1e9;
export const MOST_TIMES = 10_000;
export const MOST_RECIPIENTS = 1e10;
export const MOST_REQUESTS_PER_OPEN = 1e6;
export const YEAR_SECONDS = 366 * 86_400;
