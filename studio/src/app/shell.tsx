/** Header and project menu around every page. @module */
import { Button } from '@fluentui/react-components'
import {
  ArrowUploadRegular,
  BeakerRegular,
  BrainCircuitRegular,
  CloudArrowUpRegular,
  DocumentEditRegular,
  DocumentMultipleRegular,
  MicRegular,
  SignOutRegular,
  WeatherMoonRegular,
  WeatherSunnyRegular
} from '@fluentui/react-icons'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation, useRoute } from 'wouter'
import type { Project } from '../api/entities.ts'
import { useEntity, useSession } from '../api/session.tsx'
import { appTexts } from './texts.ts'

const ENTRIES = [
  ['datasets', ArrowUploadRegular],
  ['models', BrainCircuitRegular],
  ['tests', BeakerRegular],
  ['endpoints', CloudArrowUpRegular],
  ['transcribe', MicRegular],
  ['batch', DocumentMultipleRegular],
  ['editor', DocumentEditRegular]
] as const

/** Pixels of the previous entry that stay visible. */
const MENU_EDGE = 24

type ShellProps = Readonly<{ dark: boolean; toggleTheme: () => void; children: ReactNode }>

export function Shell({ dark, toggleTheme, children }: ShellProps) {
  const { signOut } = useSession()
  const [inProject, at] = useRoute('/studio/projects/:project/*?')
  const [location] = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(location)
  useEffect(() => {
    if (shown.current === location) return
    shown.current = location
    // For screen readers and the keyboard, the new page starts at its top.
    main.current?.focus()
    window.scrollTo(0, 0)
  }, [location])
  return (
    <div className="studio">
      <header className="bar">
        <a className="skip" href="#content">
          {appTexts.skip}
        </a>
        <Link href="/" className="brand">
          {appTexts.product}
        </Link>
        <Link className="link" href="/studio/base-models">
          {appTexts.baseModels}
        </Link>
        <Link className="link" href="/studio/web-hooks">
          {appTexts.webHooks}
        </Link>
        <a className="link long" href="/docs">
          {appTexts.apiReference}
        </a>
        <Button
          appearance="subtle"
          icon={dark ? <WeatherSunnyRegular /> : <WeatherMoonRegular />}
          aria-label={dark ? appTexts.theme.light : appTexts.theme.dark}
          onClick={toggleTheme}
        />
        <Button
          appearance="subtle"
          icon={<SignOutRegular />}
          aria-label={appTexts.signOut}
          onClick={signOut}
        />
      </header>
      <div className={inProject ? 'body' : 'body wide'}>
        {inProject && <Menu project={at.project} location={location} />}
        <main id="content" ref={main} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}

function Menu({ project, location }: Readonly<{ project: string; location: string }>) {
  const { data } = useEntity<Project>(`/projects/${project}`)
  const menu = useRef<HTMLElement>(null)
  useEffect(() => {
    const links = [...(menu.current?.querySelectorAll('a') ?? [])]
    const current = links.find(({ pathname }) => location.startsWith(pathname))
    // On a narrow screen, the menu is a row that scrolls sideways.
    if (current) menu.current?.scrollTo({ left: current.offsetLeft - MENU_EDGE })
  }, [location])
  return (
    <nav className="menu" ref={menu} aria-label={appTexts.menu.label}>
      <div className="project">
        <strong>{data?.displayName}</strong>
        <div>{data?.locale}</div>
      </div>
      {ENTRIES.map(([name, Icon]) => {
        const href = `/studio/projects/${project}/${name}`
        return (
          <Link key={name} href={href} {...(location.startsWith(href) ? { 'aria-current': 'page' } : {})}>
            <Icon aria-hidden fontSize={20} />
            {appTexts.menu[name]}
          </Link>
        )
      })}
    </nav>
  )
}
