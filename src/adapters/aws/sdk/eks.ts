/** What is used of EKS, to be loaded late: of a package that is imported late as a whole, a bundle keeps all. */
export { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
