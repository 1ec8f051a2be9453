/** What signs requests to AWS, as the SDK has it, and where it comes from. */

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Undefined = they last, or nobody says how long. */
  readonly expiration?: Date;
}

export interface CredentialSource {
  /** As they are now. Throws a Fault that is tried again. */
  current(): Promise<AwsCredentials>;
  /** Somebody did not take them: the next are asked for anew, where that can bring others. */
  forget(): void;
}
