/** On a phone one room at a time, named by the address; a wide screen shows all of them at once. */
const links = [...document.querySelectorAll('.rooms a')]

function enter() {
  const wanted = links.find((link) => link.hash === location.hash) ?? links[0]
  document.body.dataset.room = wanted.hash.slice('#/'.length)
  for (const link of links) link.ariaCurrent = link === wanted ? 'page' : null
  scrollTo(0, 0)
}

for (const button of document.querySelectorAll('[data-more]')) {
  button.addEventListener('click', () => {
    document.getElementById(button.dataset.more).classList.add('all')
    button.hidden = true
  })
}
addEventListener('hashchange', enter)
enter()
