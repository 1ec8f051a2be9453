/** JSON as data that nobody changes; in a merge patch a key that is undefined says nothing, `null` takes it out. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
