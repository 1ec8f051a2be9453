/** Prints its second argument and ends with its first as the exit code. */
process.stdout.write(`${process.argv[3]}\n`);
process.exitCode = Number(process.argv[2]);
