/** `doctor --fix`: installs the Debian packages that are missing, once the user agrees. @module */
import { createInterface } from 'node:readline/promises'
import { CommandError, UsageError } from '../command-error.ts'
import { terminal } from '../output/terminal.ts'
import { installCommand, installPackages, installRights, missingPackages } from './debian-packages.ts'

/**
 * @param yes whether the user agreed beforehand
 * @throws CommandError where this user cannot install packages, or apt fails; UsageError where nobody can be asked
 */
export async function fixPackages(yes: boolean): Promise<void> {
  const missing = await missingPackages()
  if (missing === undefined) {
    throw new CommandError(
      'This system has no dpkg: --fix installs packages on Debian and its relatives only.',
      {
        hint: 'SEE: docs/operations.md lists the packages; install their equivalents'
      }
    )
  }
  if (missing.length === 0) {
    terminal.info('All Debian packages are installed.')
    return
  }
  terminal.info(`${missing.length} Debian ${missing.length === 1 ? 'package is' : 'packages are'} missing:`)
  for (const { name, purpose } of missing) terminal.info(`  ${name.padEnd(20)} ${purpose}`)
  const rights = await installRights(process.stdin.isTTY)
  if (rights === 'none') {
    throw new CommandError('Installing them needs root.', { hint: `RUN: ${installCommand(missing)}` })
  }
  if (!yes && !(await agrees())) {
    throw new CommandError('Nothing was installed.', { hint: `RUN: ${installCommand(missing)}` })
  }
  if (!(await installPackages(missing, rights))) {
    throw new CommandError('apt-get could not install them.', { hint: `RUN: ${installCommand(missing)}` })
  }
}

async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UsageError('There is no terminal to ask for consent.', 'USE: vernacular doctor --fix --yes')
  }
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await reader.question('Install them now? [y/N] ')).trim())
  } finally {
    reader.close()
  }
}
