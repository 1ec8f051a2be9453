/** What a Surge that was made by an event says of it. */

export const EVENT_ID_ANNOTATION = 'forescale.dev/event-id';
