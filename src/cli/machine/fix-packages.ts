/** `doctor --fix`: installs the Debian packages that are missing, once the user agrees. @module */
import { createInterface } from 'node:readline/promises'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import { terminal } from '../terminal.ts'
import { installCommand, installPackages, installRights, missingPackages } from './debian-packages.ts'

/**
 * @param yes whether the user agreed beforehand
 * @throws CommandFailed where this user cannot install packages, or apt fails; WrongUsage where nobody can be asked
 */
export async function fixPackages(yes: boolean): Promise<void> {
  const missing = await missingPackages()
  if (missing === undefined) {
    throw new CommandFailed(
      'This system has no dpkg: --fix installs packages on Debian and its relatives only.',
      {
        hint: 'SEE: docs/operations.md lists the packages; install their equivalents'
      }
    )
  }
  if (missing.length === 0) {
    terminal.say('All Debian packages are installed.')
    return
  }
  terminal.say(`${missing.length} Debian ${missing.length === 1 ? 'package is' : 'packages are'} missing:`)
  for (const { name, purpose } of missing) terminal.say(`  ${name.padEnd(20)} ${purpose}`)
  const rights = await installRights(process.stdin.isTTY)
  if (rights === 'none') {
    throw new CommandFailed('Installing them needs root.', { hint: `RUN: ${installCommand(missing)}` })
  }
  if (!yes && !(await agrees())) {
    throw new CommandFailed('Nothing was installed.', { hint: `RUN: ${installCommand(missing)}` })
  }
  if (!(await installPackages(missing, rights))) {
    throw new CommandFailed('apt-get could not install them.', { hint: `RUN: ${installCommand(missing)}` })
  }
}

async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new WrongUsage('Nobody can answer whether to install them.', 'USE: vernacular doctor --fix --yes')
  }
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await reader.question('Install them now? [y/N] ')).trim())
  } finally {
    reader.close()
  }
}
