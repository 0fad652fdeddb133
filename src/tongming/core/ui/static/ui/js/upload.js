// Shows the progress of an upload and lets it be cancelled. Without it the form is sent in the ordinary way.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const line = form.querySelector("[data-upload-progress]");
  const bar = line.querySelector("progress");
  const words = line.querySelector("[data-upload-words]");
  const button = form.querySelector("button[type=submit]");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const done = (text) => { words.textContent = text; button.disabled = false; };
    line.hidden = false;
    button.disabled = true;
    bar.value = 0;
    words.textContent = "正在上传";
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (!lengthComputable) return;
      const share = Math.round((loaded / total) * 100);
      bar.value = share;
      if (share % 10 === 0) words.textContent = share < 100 ? `已上传 ${share}%` : "已上传，正在处理";
    };
    request.onload = () => {
      // A good upload is answered with a redirect; a form with errors comes back as a page and is shown as it is.
      if (request.status >= 400) done("上传没有成功，请检查文件后再试");
      else if (request.responseURL !== form.action) location.assign(request.responseURL);
      else {
        document.open();
        document.write(request.responseText);
        document.close();
      }
    };
    request.onerror = () => done("网络中断，文件没有传完，请再试一次");
    request.onabort = () => done("已取消");
    line.querySelector("[data-upload-cancel]").onclick = () => request.abort();
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}
