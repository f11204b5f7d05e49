import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Incident } from '../../../core/incidents/incident.ts'
import {
  longestPost,
  type Post,
  type PostProblem,
  type PostText,
  problemOfPost,
  stands,
} from '../../../core/incidents/post.ts'
import { type KindId, kinds } from '../../../core/kinds.ts'
import { type ConsoleDeps, type Ctx, type Env, formOf, idForm, onward } from './desk.ts'
import { field, type Html, type Problem, when } from './parts.ts'
import { saySecond } from './times.ts'

export interface PostsView {
  readonly incident: Incident
  /** Networks on which there is an account; none: nothing can be posted. */
  readonly networks: readonly string[]
  readonly texts: ReadonlyMap<string, PostText>
  readonly filled: PostText
  readonly problems: readonly Problem[]
}

const says: Readonly<Record<PostProblem, string>> = {
  empty: 'Enter what the post says',
  too_long: `Say it in ${longestPost} letters or fewer, the warning included`,
  phone: 'Leave out phone numbers: link to our page instead',
  postcode: 'Leave out postcodes: name the area instead',
  email: 'Leave out e-mail addresses: link to our page instead',
  mention: 'Leave out accounts: nobody is named in a public post',
}

const path = `/console/incidents/:id{${idForm}}/posts`

type Show = (c: Ctx, drawn: { post: PostText; problems: readonly Problem[] }) => Promise<Response>

/** Posts of an incident: drafted by one click, out by another. `show` draws its page again with what is wrong. */
export function postRoutes(app: Hono<Env>, { actions }: ConsoleDeps, show: Show): void {
  const home = (c: Ctx) => `/console/incidents/${c.req.param('id')}`
  app.get(path, (c) => c.redirect(home(c), 303))
  app.post(path, async (c) => {
    const form = await formOf(c)
    const post = { en: form('en'), cy: form('cy'), warning: form('warning') }
    const problems = problemsOf(post)
    if (problems.length > 0) return show(c, { post, problems })
    const done = await actions.draftPost(c.get('staff').id, c.req.param('id')!, {
      text: post,
      isUpdate: form('updates') === 'yes',
      isCall: form('call') === 'yes',
    })
    return onward(c, home(c), done.ok ? { did: 'post_drafted' } : { not: done.error })
  })
  app.post(`${path}/:post{${idForm}}/:what{approve|withdraw}`, async (c) => {
    const [id, post, by] = [c.req.param('id')!, c.req.param('post')!, c.get('staff').id]
    const approves = c.req.param('what') === 'approve'
    const done = await (approves ? actions.approvePost(by, id, post) : actions.withdrawPost(by, id, post))
    const did = approves ? 'post_approved' : 'post_withdrawn'
    return onward(c, home(c), done.ok ? { did } : { not: done.error })
  })
}

const problemsOf = (post: PostText): Problem[] =>
  (['en', 'cy'] as const).flatMap((language) => {
    const problem = problemOfPost(post[language]) ?? problemOfPost(`[${post.warning}] ${post[language]}`)
    return problem ? [{ id: `post-${language}`, text: says[problem] }] : []
  })

/** What a first post may say, from what is asked for most and roughly where. */
export function suggestedPost(kind: KindId, area: string, url: string): PostText {
  return {
    en: `Neighbours in ${area} need help: ${kinds[kind].label}. If you are nearby, safe and able to help, join here: ${url} Follow the official warnings. Danger to life: call 999.`,
    cy: `Mae angen cymorth ar gymdogion yn ${area}. Os ydych gerllaw, yn ddiogel ac yn gallu helpu, ymunwch yma: ${url} Dilynwch y rhybuddion swyddogol. Perygl i fywyd: ffoniwch 999.`,
    warning: '',
  }
}

export function postsSection(view: PostsView): Html {
  const { incident, networks } = view
  const posts = incident.posts ?? []
  const none = networks.length === 0 ? 'No account on Mastodon or Bluesky is set up.' : 'Nothing has been posted yet.'
  const form = networks.length > 0 && incident.open && !incident.exercise && !incident.erased
  const cards = posts.toReversed().map((post) => html`<li id="${post.id}">${card(view, post)}</li>`)
  return html`<h2 id="posts-title">Public posts</h2>
  ${incident.exercise ? html`<p class="empty">An exercise is never posted in public.</p>` : posts.length === 0 ? html`<p class="empty">${none}</p>` : html`<ol class="cards">${cards}</ol>`}
  ${form ? draftForm(view, !posts.some(stands)) : ''}`
}

function card({ incident, texts }: PostsView, post: Post): Html {
  const text = texts.get(post.text)
  const out = post.standsAt.length === 0 ? 'Approved' : `Posted: ${post.standsAt.join(', ')}`
  const state = post.withdrawnAt ? 'Withdrawn' : post.approvedAt ? out : 'Draft'
  const button = (what: 'approve' | 'withdraw', label: string, style: string) =>
    html`<form method="post" action="/console/incidents/${incident.id}/posts/${post.id}/${what}"><button class="${style}">${label}<span class="unseen">: drafted ${saySecond(post.draftedAt)}</span></button></form>`
  return html`<p class="what"><strong>${state}</strong>, drafted ${when(post.draftedAt, saySecond(post.draftedAt))}</p>
  ${text ? html`<p class="said" lang="en">${text.en}</p><p class="said" lang="cy">${text.cy}</p>` : html`<p class="empty">These words were erased.</p>`}
  ${post.withdrawnAt ? '' : html`<div class="row">${post.approvedAt ? '' : button('approve', 'Approve and post', '')}${button('withdraw', 'Withdraw', 'grave')}</div>`}`
}

const draftForm = ({ incident, networks, filled, problems }: PostsView, first: boolean): Html =>
  html`<details${problems.some(({ id }) => id.startsWith('post-')) ? html` open` : ''}><summary>Draft a public post</summary>
  <form method="post" action="/console/incidents/${incident.id}/posts" class="act">
    <p class="hint">For ${networks.join(' and ')}. ${first ? 'It goes out when it is approved.' : 'It goes out at once: this incident has an approved post.'}</p>
    ${field({ id: 'post-en', name: 'en', label: 'In English', hint: `At most ${longestPost} letters, with no name, number, postcode or account`, rows: 4, value: filled.en, problems })}
    ${field({ id: 'post-cy', name: 'cy', label: 'In Welsh', rows: 4, value: filled.cy, problems })}
    ${field({ id: 'post-warning', name: 'warning', label: html`Content warning <span class="hint">(optional)</span>`, hint: 'Where it may alarm: what it is folded under', value: filled.warning, problems })}
    ${first ? '' : html`<div class="choice"><input type="checkbox" id="post-updates" name="updates" value="yes"><label for="post-updates">It takes the place of the last post: Mastodon shows that one edited, Bluesky an answer below it</label></div>`}
    <div class="choice"><input type="checkbox" id="post-call" name="call" value="yes"><label for="post-call">It calls for volunteers: accounts of areas nearby post it, those of the areas concerned do not</label></div>
    <button>Keep the draft</button>
  </form></details>`
