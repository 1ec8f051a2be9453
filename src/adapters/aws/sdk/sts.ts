/** What is used of STS, to be loaded late: of a package that is imported late as a whole, a bundle keeps all. */
export { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
