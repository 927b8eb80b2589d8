/** Takes up an account: the link's token stands behind the # of the address and is sent to this house alone. */
const form = document.getElementById('enrol');
const said = document.getElementById('said');
async function takeUp() {
  const [first, again] = ['first', 'again'].map((id) => document.getElementById(id).value);
  if (first !== again) {
    said.textContent = '两次输入不一致。 The two are not the same.';
    return;
  }
  try {
    const answer = await fetch('/api/enrolment', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: location.hash.slice(1), password: first }),
    });
    const { error } = await answer.json();
    if (answer.ok) {
      form.querySelector('button').disabled = true;
      history.replaceState(null, '', '/enrol');
    }
    said.textContent = answer.ok
      ? '已启用，请到您的入口登录。 Done; sign in at your door.'
      : error.code === 'thingIsKnown'
        ? '链接无效或已使用，请向管理员索取新的链接。 The link is not good any more; ask an administrator for a new one.'
        : error.message;
  } catch {
    said.textContent = '没有连上，请再试一次。 No connection; please try again.';
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void takeUp();
});
