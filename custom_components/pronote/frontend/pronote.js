/*!
Lit, https://lit.dev

BSD 3-Clause License

Copyright (c) 2017 Google LLC. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,h=globalThis,ee=h.trustedTypes,te=ee?ee.emptyScript:``,ne=h.reactiveElementPolyfillSupport,g=(e,t)=>e,re={toAttribute(e,t){switch(t){case Boolean:e=e?te:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ie=(e,t)=>!l(e,t),ae={attribute:!0,type:String,converter:re,reflect:!1,useDefault:!1,hasChanged:ie};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var oe=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ae){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ae}static _$Ei(){if(this.hasOwnProperty(g(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(g(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(g(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?re:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?re:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ie)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};oe.elementStyles=[],oe.shadowRootOptions={mode:`open`},oe[g(`elementProperties`)]=/* @__PURE__ */ new Map,oe[g(`finalized`)]=/* @__PURE__ */ new Map,ne?.({ReactiveElement:oe}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var se=globalThis,ce=e=>e,le=se.trustedTypes,ue=le?le.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,de=`$lit$`,_=`lit$${Math.random().toFixed(9).slice(2)}$`,fe=`?`+_,pe=`<${fe}>`,v=document,me=()=>v.createComment(``),he=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ge=Array.isArray,_e=e=>ge(e)||typeof e?.[Symbol.iterator]==`function`,ve=`[ 	
\f\r]`,ye=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,be=/-->/g,xe=/>/g,y=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Se=/'/g,Ce=/"/g,we=/^(?:script|style|textarea|title)$/i,Te=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),b=Te(1),Ee=Te(2),De=Symbol.for(`lit-noChange`),x=Symbol.for(`lit-nothing`),Oe=/* @__PURE__ */ new WeakMap,S=v.createTreeWalker(v,129);function ke(e,t){if(!ge(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ue===void 0?t:ue.createHTML(t)}var Ae=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=ye;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===ye?c[1]===`!--`?o=be:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=y):(we.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=y):o=xe:o===y?c[0]===`>`?(o=i??ye,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?y:c[3]===`"`?Ce:Se):o===Ce||o===Se?o=y:o===be||o===xe?o=ye:(o=y,i=void 0);let d=o===y&&e[t+1].startsWith(`/>`)?` `:``;a+=o===ye?n+pe:l>=0?(r.push(s),n.slice(0,l)+de+n.slice(l)+_+d):n+_+(l===-2?t:d)}return[ke(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},je=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ae(t,n);if(this.el=e.createElement(l,r),S.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=S.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(de)){let t=u[o++],n=i.getAttribute(e).split(_),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ie:r[1]===`?`?Le:r[1]===`@`?Re:Fe}),i.removeAttribute(e)}else e.startsWith(_)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(we.test(i.tagName)){let e=i.textContent.split(_),t=e.length-1;if(t>0){i.textContent=le?le.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],me()),S.nextNode(),c.push({type:2,index:++a});i.append(e[t],me())}}}else if(i.nodeType===8){if(i.data===fe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(_,e+1))!==-1;)c.push({type:7,index:a}),e+=_.length-1}}a++}}static createElement(e,t){let n=v.createElement(`template`);return n.innerHTML=e,n}};function Me(e,t,n=e,r){if(t===De)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=he(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=Me(e,i._$AS(e,t.values),i,r)),t}var Ne=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??v).importNode(t,!0);S.currentNode=r;let i=S.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Pe(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new ze(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=S.nextNode(),a++)}return S.currentNode=v,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Pe=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=x,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=Me(this,e,t),he(e)?e===x||e==null||e===``?(this._$AH!==x&&this._$AR(),this._$AH=x):e!==this._$AH&&e!==De&&this._(e):e._$litType$===void 0?e.nodeType===void 0?_e(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==x&&he(this._$AH)?this._$AA.nextSibling.data=e:this.T(v.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=je.createElement(ke(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Ne(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Oe.get(e.strings);return t===void 0&&Oe.set(e.strings,t=new je(e)),t}k(t){ge(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(me()),this.O(me()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ce(e).nextSibling;ce(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Fe=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=x,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=x}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=Me(this,e,t,0),a=!he(e)||e!==this._$AH&&e!==De,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=Me(this,r[n+o],t,o),s===De&&(s=this._$AH[o]),a||=!he(s)||s!==this._$AH[o],s===x?e=x:e!==x&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===x?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ie=class extends Fe{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===x?void 0:e}},Le=class extends Fe{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==x)}},Re=class extends Fe{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=Me(this,e,t,0)??x)===De)return;let n=this._$AH,r=e===x&&n!==x||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==x&&(n===x||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ze=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){Me(this,e)}},Be=se.litHtmlPolyfillSupport;Be?.(je,Pe),(se.litHtmlVersions??=[]).push(`3.3.3`);var Ve=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Pe(t.insertBefore(me(),e),e,void 0,n??{})}return i._$AI(e),i},He=globalThis,Ue=class extends oe{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ve(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return De}};Ue._$litElement$=!0,Ue.finalized=!0,He.litElementHydrateSupport?.({LitElement:Ue});var We=He.litElementPolyfillSupport;We?.({LitElement:Ue}),(He.litElementVersions??=[]).push(`4.2.2`);function C(e,t,n){return e?t(e):n?.(e)}var Ge=`pronote`;function Ke(e,t,n,r){return Object.values(e.entities).filter(e=>e.device_id===t&&e.platform===Ge&&e.translation_key===r&&e.entity_id.startsWith(`${n}.`)).map(e=>e.entity_id)}function w(e){return[...new Set(Object.values(e.entities).filter(e=>e.platform===Ge&&e.entity_id.startsWith(`todo.`)).map(e=>e.device_id))].map(t=>Je(e,t)).filter(e=>e!==void 0).sort((t,n)=>t.name.localeCompare(n.name,e.locale.language))}function qe(e){let[t,...n]=w(e);return n.length===0?t:void 0}function Je(e,t){let n=t===void 0?void 0:e.devices[t];if(n===void 0)return;let r=n.via_device_id??void 0;return{device:n.id,name:n.name_by_user??n.name??``,school:r,entity:(t,r)=>Ke(e,n.id,t,r)[0],entities:(t,r)=>Ke(e,n.id,t,r),ofSchool:(t,n)=>Ke(e,r,t,n)[0]}}function Ye(e,t,n,r){return Ke(e,t.school,n,r)[0]}var Xe={schoolsOwn:!1,previousWeek:`Previous week`,nextWeek:`Next week`,thisWeek:`This week`,today:`Today`,yesterday:`Yesterday`,tomorrow:`Tomorrow`,close:`Close`,all:`Show all ({count})`,fewer:`Show fewer`,loading:`Loading…`,account:{starting:`The PRONOTE account is starting…`,retry:`Home Assistant tries again automatically, within two minutes.`,failed:`The PRONOTE account is not loaded: open it under Settings, Devices & services.`,disabled:`The PRONOTE account is disabled. Enable it under Settings, Devices & services.`},days:`Days`,weeks:`Weeks`,noChild:`Choose a child in the card’s settings.`,childGone:`This child’s device no longer exists.`,notFollowed:`This card has no data: its entity is disabled.`,notFollowedNow:`Home Assistant does not update this page automatically.`,loadOnce:`Load once`,"school-life":{name:`PRONOTE: school life`,description:`Absences, delays, punishments and observations: what to justify or to acknowledge first. Announce an absence.`,title:`School life`,none:`Nothing to report this year.`,toDo:`To do`,past:`This year`,kinds:{absence:`Absence`,announcement:`Announced absence`,delay:`Delay`,punishment:`Punishment`,sanction:`Sanction`,observation:`Observation`,incident:`Incident`},minutes:`{minutes} min late`,from:`{start} to {end}`,by:`by {name}`,work:`Work: {text}`,served:`On {moment}`,statuses:{ongoing:`Absent now`,toJustify:`To justify`,waiting:`Waiting for the school’s answer`,accepted:`Accepted by the school`,refused:`Refused by the school`,sent:`Justification sent`,justified:`Justified`,unjustified:`Not justified`,toAcknowledge:`To acknowledge`},acts:{justify:`Justify`,acknowledge:`Acknowledge`,withdraw:`Withdraw`},announce:`Announce an absence`,reason:`Reason`,chooseReason:`Choose a reason`,knownReason:`As the school knows it`,text:`Comment for the school`,firstDay:`First day`,lastDay:`Last day`,fromTime:`From`,untilTime:`Until`,wholeDay:`Without a time: from the first lesson hour, until the last one.`,continue:`Continue`,check:`Ask the school`,back:`Change`,send:`Send`,cancel:`Cancel`,confirm:{justify:`Send this justification to the school?`,acknowledge:`Tell the school that you have seen this?`,withdraw:`Withdraw this announcement?`,announce:`The school can take this announcement. Send it?`},done:{justify:`The school has received your justification.`,acknowledge:`The school knows that you have seen it.`,withdraw:`The announcement is withdrawn.`,announce:`The absence is announced. The school’s answer will appear here.`},touches:`It also concerns: {services}. This is not canceled: do so in PRONOTE.`},bag:{name:`PRONOTE: school bag`,description:`What to put into the bag and what to take out for the next school day.`,title:`School bag`,putIn:`Put in`,takeOut:`Take out`,bring:`Bring`,inside:`Already inside`,same:`The bag stays as it is.`,unknown:`The next school day is not known yet.`},skills:{name:`PRONOTE: skills`,description:`The skills assessed in a period, with the level reached in each.`,title:`Skills`,none:`No skills assessed yet: {period}.`,summary:`How often each level was reached`},"report-card":{name:`PRONOTE: report card`,description:`The report card of a period: averages, comments of the teachers, and its PDF file.`,title:`Report card`,none:`Not published yet: {period}.`,pdf:`Open the PDF`,acknowledge:`Acknowledge`,distinctions:`Distinctions`,attendance:`Absences and delays`},editor:{device:`Child`,devices:`Children (all by default)`,title:`Title`,topics:`Topics (all by default)`,hide_grades:`Hide grades`,view:`View`,back:`Days back`,grades:`Number of grades`,hide_changes:`Hide changes`,discreet:`Hide figures until a button is pressed`,days:`Days ahead`,hide_done:`Hide completed homework`,allergens:`Show allergens`,items:`Items shown at first`,unread_only:`Only what is unread or awaits an answer`,hide_canceled:`Hide canceled lessons`,rows:`Number of events`,shown_first:`Number shown at first (all by default)`,subjects:`Subject to rename or to hide`},editorHelpers:{device:`Choose the child that this card is about.`,hide_changes:`The card only shows hours.`,view:`“Automatic” shows one day on a narrow screen, the week elsewhere.`,hide_grades:`For a shared screen: the card shows that there is a grade, without its value.`,discreet:`For a shared screen.`,rows:`Besides what is to do, which is always shown.`,subjects:`“MATHÉMATIQUES = Maths” renames a subject, “LATIN =” hides it.`},overview:{name:`PRONOTE: the day of the family`,description:`Who finishes first, when lessons start tomorrow, and what changes in the lessons of each child.`,nobody:`No children yet. Add a PRONOTE account.`,finishes:`Lessons end at`,finished:`No more lessons today.`,noLesson:`No lessons in the next days.`,unknown:`The timetable is not available at the moment.`,nothingHeld:`no lessons take place`,colon:`:`},day:{name:`PRONOTE: the day of a child`,description:`What to know about today, and about the next school day once lessons are over: hours, changes, tests, bag, menu.`,current:`Now: {lesson}, until {end}`,next:`Then, at {start}: {lesson}`,others:`and {count} more changes`,toJustify:`To justify: {count}`,toSign:`To sign: {count}`,nextTest:`Next test: {subject}, {when}`,soon:`{name}: {day}`},timetable:{name:`PRONOTE: timetable`,description:`The week of a child, with changes. On a phone, the next day.`,views:{auto:`Automatic`,week:`Week`,day:`Day`},lesson:`Lesson`,study:`Study hour`,lunch:`Lunch`,pause:`Break`,freeDay:`No lessons on this day.`,freeWeek:`No lessons this week.`,previousDay:`Previous day`,nextDay:`Next day`,due:`Homework for this lesson`,contents:`What was done`,showContents:`Show what was done`,noContents:`Nothing is written about this lesson.`,movedFrom:`Moved from {moment}`,movedTo:`Moved to {moment}`,statuses:{canceled:`Canceled`,teacher_absent:`Teacher absent`,class_absent:`Class absent`,moved:`Moved`,replaced:`Replacement`,room_changed:`Room changed`,exceptional:`Exceptional`,exempted:`Exempted`,detention:`Detention`,outing:`Outing`,test:`Test`,modified:`Changed`}},homework:{name:`PRONOTE: homework`,description:`Homework by day, to check off, with the teachers’ files.`,title:`Homework`,none:`Nothing to do. Well done!`,late:`Overdue`,work:`Homework`,done:`Done:`,atHome:`With a parent’s account, check marks are saved in Home Assistant only. PRONOTE does not show them.`,difficulties:{easy:`easy`,medium:`medium`,hard:`hard`},returns:{paper:`on paper`,upload:`to hand in online`,kiosk:`in the e-book`,audio:`as a recording`}},grades:{name:`PRONOTE: grades`,description:`The latest grades compared with those of the class, and averages with their curves.`,title:`Grades`,none:`No grades yet: {period}.`,period:`Period`,overall:`Overall average`,class:`class`,subjects:`Subjects`,last:`Latest grades`,average:`Average`,open:`All grades: {subject}`,noneOfSubject:`No grades in this period.`,effect:`Average {before} → {after}`,need:`What does the next test need?`,target:`For an average of`,ofCoefficient:`Coefficient`,compute:`Compute`,needed:`At least {grade} out of {scale} at the next test.`,impossible:`Even full marks at the next test are not enough.`,coefficient:`coef.`,optional:`optional`,bonus:`bonus`,show:`Show`,hide:`Hide`,codes:{absent:`Abs.`,exempted:`Exempt.`,not_graded:`N. gr.`,unfit:`Unfit`,not_handed_in:`Not in`,absent_zero:`Abs. (0)`,not_handed_in_zero:`Not in (0)`,congratulations:`Congratulations`}},menu:{name:`PRONOTE: menu of the week`,description:`The canteen menu, day by day, with its labels.`,title:`Menu`,none:`No menu published for this week.`,lunch:`Lunch`,dinner:`Dinner`,courses:{starter:`Starter`,main:`Main course`,side:`Side`,drink:`Drink`,cheese:`Cheese`,dessert:`Dessert`},allergens:`Allergens`},changes:{name:`PRONOTE: what changed`,description:`Recent events at school, as soon as they are known.`,title:`What’s new`,none:`Nothing new in recent days.`,due:`for {day}`,open:`Open`,topics:{absence:`Absences`,announcement:`Announced absences`,day:`Starts and ends of days`,delay:`Delays`,document:`Documents`,evaluation:`Skills`,exemption:`Requested exemptions`,grade:`Grades`,homework:`Homework`,lesson:`Lessons`,menu:`Menus`,message:`Messages`,news:`News`,observation:`Observations`,period:`Periods`,punishment:`Punishments`,report_card:`Report cards`,survey:`Surveys`,wallet:`Canteen balances`},types:{new_grade:`New grade`,grade_changed:`Grade changed`,new_evaluation:`Skills assessed`,evaluation_changed:`Assessment changed`,new_homework:`New homework`,homework_changed:`Homework changed`,homework_removed:`Homework withdrawn`,lesson_canceled:`Lesson canceled`,lesson_restored:`Lesson takes place after all`,lesson_moved:`Lesson moved`,lesson_replaced:`Lesson replaced`,lesson_room_changed:`Room changed`,lesson_teacher_changed:`Teacher changed`,lesson_added:`Lesson added`,lesson_removed:`Lesson removed`,test_announced:`Test announced`,teacher_absent:`Teacher absent`,start_of_day_moved:`School day starts at another time`,end_of_day_moved:`School day ends at another time`,new_absence:`Absence reported`,absence_changed:`Absence updated`,new_delay:`Delay reported`,delay_changed:`Delay updated`,new_punishment:`Punishment reported`,punishment_changed:`Punishment updated`,new_observation:`Observation`,absence_announced:`Absence announced`,announcement_accepted:`Announced absence accepted`,announcement_refused:`Announced absence refused`,exemption_requested:`Exemption requested`,exemption_accepted:`Exemption accepted`,exemption_refused:`Exemption refused`,balance_low:`Low canteen balance`,new_document:`New document`,document_to_sign:`Document to sign`,document_to_hand_in:`Paper to hand in`,new_news:`News from the school`,new_survey:`Survey to answer`,new_message:`New message`,report_card_published:`Report card published`,menu_published:`Menu published`,menu_changed:`Menu changed`,new_period:`New period`}},files:{attach:`Attach a file`,remove:`Remove`},write:{cancel:`Cancel`,running:`Sending… Please keep this page open.`,lost:`It may have been sent. Check in PRONOTE before you repeat it.`,noAnswer:`PRONOTE did not respond. Try again in a moment.`},inbox:{name:`PRONOTE: inbox`,description:`News, surveys and discussions in one list, unread first: read, acknowledge, answer and reply.`,title:`Inbox`,none:`Nothing in the inbox.`,noneUnread:`Everything has been read.`,reserved:`In this home, only administrators read messages and write to the school. Please ask the person who manages Home Assistant.`,refresh:`Look for new messages`,refreshing:`Looking for new messages…`,select:`Select several`,selectOne:`Select: {title}`,kinds:{news:`News`,survey:`Survey`,discussion:`Discussion`},unread:`Unread:`,awaits:`Answer expected`,untitled:`No title`,noText:`There is no text.`,more:`Show {count} more`,markRead:`Mark as read`,markUnread:`Mark as unread`,askRead:`Mark as read in PRONOTE ({count})?`,askUnread:`Mark as unread in PRONOTE ({count})?`,marked:`Noted in PRONOTE.`,acknowledge:`Acknowledge`,askAcknowledge:`Tell the school that you have read this?`,acknowledged:`The school knows that you have read this.`,haveRead:`I have read this`,answer:`Send the answer`,askAnswer:`Send this answer to the school?`,askPart:`Some questions have no answer yet. Send the others now?`,answered:`The school has received your answer.`,yourAnswer:`Your answer: {answer}`,anonymous:`The school does not see who answers.`,upTo:`At most {count} choices`,ownWords:`In your own words`,you:`You`,earlier:`Show earlier messages ({count})`,reply:`Your reply`,to:`To`,send:`Send`,askReply:`Send this reply to: {to}?`,replied:`Your reply has been sent.`,closed:`This discussion accepts no replies.`,folder:`Folder`,folders:{inbox:`Inbox`,archive:`Archive`,bin:`Bin`},acts:{unarchive:`Move to the inbox`,restore:`Restore`,archive:`Archive`,bin:`Move to the bin`,leave:`Leave the discussion`,come_back:`Come back to the discussion`},askActs:{unarchive:`Move this discussion back to the inbox of PRONOTE?`,restore:`Restore this discussion from the bin of PRONOTE?`,archive:`Archive this discussion in PRONOTE?`,bin:`Move this discussion to the bin of PRONOTE?`,leave:`Leave this discussion? You will not receive its new messages.`,come_back:`Come back to this discussion?`},didActs:{unarchive:`The discussion is in the inbox again.`,restore:`The discussion is restored.`,archive:`The discussion is archived in PRONOTE.`,bin:`The discussion is in the bin of PRONOTE.`,leave:`You have left the discussion.`,come_back:`You are back in the discussion.`},rename:`Rename`,newTitle:`New subject`,askRename:`Give this discussion the subject “{title}”?`,renamed:`The discussion is renamed.`,circles:{sender:`the author only`,all:`everybody`,follow_up:`the same recipients`,all_but_families:`everybody but families`,follow_up_but_families:`the same recipients but families`}},documents:{name:`PRONOTE: documents`,description:`Documents to sign, papers to hand in, report cards, locker and documents of the school.`,title:`Documents`,none:`The school has put no documents here.`,toSign:`To sign`,toHandIn:`To hand in`,unread:`New:`,download:`Download {name}`,kinds:{school:`From the school`,personal:`About this child`,support_plan:`Support plans`,report_card:`Report cards`,skills_report_card:`Skills report cards`,former_report_card:`Former report cards`,diploma:`Diplomas`,locker:`Locker`,signed:`Signed documents`},statuses:{to_sign:`to sign`,signing:`signature begun`,signed:`signed`,refused:`refused`,expired:`too late to sign`},signatures:`signatures: {count} of {all}`,sign:`Get the link to sign`,show:`Get the link to read it`,openToSign:`Open the signing page`,openSigned:`Open the document`,once:`This link works once, on the site of the school’s partner.`,due:`By {day}`,has:`Handed in: {file}`,choose:`Choose a file`,replace:`Replace the file`,handIn:`Hand in`,askHandIn:`Send {file} to the school for “{paper}”?`,handedIn:`The school has received your file.`,atSchool:`This paper is not handed in here: ask the school how.`},strategy:{name:`PRONOTE: the family`,description:`A page for the family and one for each child: lessons, homework, grades, menus.`,title:`School`,family:`Family`,finishes:`Lessons end:`,noLessonLeft:`No more lessons today.`,changedToday:`Timetable changed today:`,changedTomorrow:`Timetable changed tomorrow:`,canceled:`Lesson canceled:`,whatHappened:`Recent events`,now:`At a glance`,week:`Timetable`,homework:`Homework`,grades:`Grades`,schoolLife:`School life`,news:`To read`,menus:`Menus`,nobody:`## No children yet

Add your PRONOTE account with a QR code or a password. Your children are then added here automatically.`,allHidden:`## All children are hidden

The settings of this dashboard hide all children. Show at least one of them again.`,addAccount:`Add a PRONOTE account`,names:{current_lesson:`Now`,next_lesson:`Next lesson`,first_lesson_next_school_day:`Next school day starts`,end_of_day:`Lessons end`,end_of_next_school_day:`End of lessons`,wake_up:`Wake-up`,bag:`Put in the bag`,next_test:`Next test`,holidays:`Off school`,next_holidays:`Next days off`,timetable_changed_today:`Timetable changed today`,timetable_changed_tomorrow:`Timetable changed tomorrow`,finishes_early:`Finishes early today`,test_tomorrow:`Test tomorrow`,detention_coming:`Upcoming detention`,menu_today:`Menu today`,menu_tomorrow:`Menu tomorrow`,overall_average:`Average`,class_average:`Class`,last_grade:`Last grade`,unjustified_absences:`Unjustified absences`,to_acknowledge:`To acknowledge`,delays:`Delays`,punishments:`Punishments`,observations:`Observations`,unread_news:`News`,surveys_to_answer:`Surveys`,unread_messages:`Messages`,documents_to_sign:`To sign`,documents_to_hand_in:`To hand in`},fields:{hidden_children:`Children to hide`,hide_grades:`Hide the grades`,built_in:`Only Home Assistant’s own cards`}}},Ze={schoolsOwn:!0,previousWeek:`Semaine précédente`,nextWeek:`Semaine suivante`,thisWeek:`Cette semaine`,today:`Aujourd’hui`,yesterday:`Hier`,tomorrow:`Demain`,close:`Fermer`,all:`Tout afficher ({count})`,fewer:`Afficher moins`,loading:`Chargement…`,account:{starting:`Le compte PRONOTE démarre…`,retry:`Home Assistant réessaie automatiquement, dans les deux minutes.`,failed:`Le compte PRONOTE n’est pas chargé\xA0: ouvrez-le dans Paramètres, Appareils et services.`,disabled:`Le compte PRONOTE est désactivé. Activez-le dans Paramètres, Appareils et services.`},days:`Jours`,weeks:`Semaines`,noChild:`Choisissez un enfant dans les réglages de la carte.`,childGone:`L’appareil de cet enfant n’existe plus.`,notFollowed:`Cette carte n’a pas de données\xA0: son entité est désactivée.`,notFollowedNow:`Home Assistant n’actualise pas cette page automatiquement.`,loadOnce:`Charger une fois`,"school-life":{name:`PRONOTE\xA0: vie scolaire`,description:`Absences, retards, punitions et observations, avec d’abord ce qui est à justifier ou à confirmer. Annoncer une absence.`,title:`Vie scolaire`,none:`Rien à signaler cette année.`,toDo:`À faire`,past:`Cette année`,kinds:{absence:`Absence`,announcement:`Absence annoncée`,delay:`Retard`,punishment:`Punition`,sanction:`Sanction`,observation:`Observation`,incident:`Incident`},minutes:`{minutes} min de retard`,from:`du {start} au {end}`,by:`par {name}`,work:`Travail\xA0: {text}`,served:`Le {moment}`,statuses:{ongoing:`Absence en cours`,toJustify:`À justifier`,waiting:`En attente de réponse`,accepted:`Acceptée par l’école`,refused:`Refusée par l’école`,sent:`Justification envoyée`,justified:`Justifiée`,unjustified:`Non justifiée`,toAcknowledge:`À confirmer`},acts:{justify:`Justifier`,acknowledge:`J’en ai pris connaissance`,withdraw:`Retirer`},announce:`Annoncer une absence`,reason:`Motif`,chooseReason:`Choisissez un motif`,knownReason:`Celui que connaît l’école`,text:`Commentaire pour l’école`,firstDay:`Premier jour`,lastDay:`Dernier jour`,fromTime:`À partir de`,untilTime:`Jusqu’à`,wholeDay:`Sans heure\xA0: de la première à la dernière heure de cours.`,continue:`Continuer`,check:`Vérifier`,back:`Modifier`,send:`Envoyer`,cancel:`Annuler`,confirm:{justify:`Envoyer cette justification à l’école\xA0?`,acknowledge:`Confirmer à l’école que vous en avez pris connaissance\xA0?`,withdraw:`Retirer cette annonce\xA0?`,announce:`L’école peut recevoir cette annonce. L’envoyer\xA0?`},done:{justify:`L’école a reçu votre justification.`,acknowledge:`L’école sait que vous en avez pris connaissance.`,withdraw:`L’annonce est retirée.`,announce:`L’absence est annoncée. La réponse de l’école apparaîtra ici.`},touches:`Cela concerne aussi\xA0: {services}. Ce n’est pas annulé\xA0: faites-le dans PRONOTE.`},bag:{name:`PRONOTE\xA0: sac d’école`,description:`Ce qu’il faut mettre dans le sac et en retirer pour le prochain jour d’école.`,title:`Sac`,putIn:`À mettre`,takeOut:`À retirer`,bring:`À apporter`,inside:`Déjà dedans`,same:`Le sac ne change pas.`,unknown:`Le prochain jour d’école n’est pas encore connu.`},skills:{name:`PRONOTE\xA0: compétences`,description:`Les compétences évaluées dans une période, et le niveau atteint pour chacune.`,title:`Compétences`,none:`Aucune compétence évaluée pour l’instant\xA0: {period}.`,summary:`Combien de fois chaque niveau a été atteint`},"report-card":{name:`PRONOTE\xA0: bulletin`,description:`Le bulletin d’une période\xA0: moyennes, appréciations des professeurs, et son PDF.`,title:`Bulletin`,none:`Pas encore publié\xA0: {period}.`,pdf:`Ouvrir le PDF`,acknowledge:`J’en ai pris connaissance`,distinctions:`Mentions`,attendance:`Absences et retards`},editor:{device:`Enfant`,devices:`Enfants (tous par défaut)`,title:`Titre`,topics:`Sujets (tous par défaut)`,hide_grades:`Masquer les notes`,view:`Vue`,back:`Jours passés`,grades:`Nombre de notes`,hide_changes:`Masquer les changements`,discreet:`Masquer les chiffres jusqu’à l’appui sur un bouton`,days:`Jours à venir`,hide_done:`Masquer les devoirs faits`,allergens:`Afficher les allergènes`,items:`Éléments affichés d’abord`,unread_only:`Seulement les non lus et ce qui attend une réponse`,hide_canceled:`Masquer les cours annulés`,rows:`Nombre d’événements`,shown_first:`Nombre affiché d’abord (tous par défaut)`,subjects:`Matière à renommer ou à masquer`},editorHelpers:{device:`Choisissez l’enfant que concerne la carte.`,hide_changes:`La carte n’affiche que les horaires.`,view:`«\xA0Automatique\xA0» affiche un jour sur un écran étroit, la semaine ailleurs.`,hide_grades:`Pour un écran partagé\xA0: la carte indique qu’il y a une note, sans sa valeur.`,discreet:`Pour un écran partagé.`,rows:`En plus de ce qui est à faire, toujours affiché.`,subjects:`«\xA0MATHÉMATIQUES = Maths\xA0» renomme une matière, «\xA0LATIN =\xA0» la masque.`},overview:{name:`PRONOTE\xA0: la journée de la famille`,description:`Qui finit le premier, quand commencent les cours demain, et ce qui change dans les cours de chaque enfant.`,nobody:`Aucun enfant pour le moment. Ajoutez un compte PRONOTE.`,finishes:`Fin des cours à`,finished:`Plus de cours aujourd’hui.`,noLesson:`Pas de cours ces prochains jours.`,unknown:`L’emploi du temps n’est pas disponible pour le moment.`,nothingHeld:`aucun cours n’a lieu`,colon:`\xA0:`},day:{name:`PRONOTE\xA0: la journée d’un enfant`,description:`Ce qu’il faut savoir du jour, puis du prochain jour de classe dès la fin des cours\xA0: horaires, changements, contrôles, sac, menu.`,current:`En ce moment\xA0: {lesson}, jusqu’à {end}`,next:`Ensuite, à {start}\xA0: {lesson}`,others:`et {count} autres changements`,toJustify:`À justifier\xA0: {count}`,toSign:`À signer\xA0: {count}`,nextTest:`Prochain contrôle\xA0: {subject}, {when}`,soon:`{name}\xA0: {day}`},timetable:{name:`PRONOTE\xA0: emploi du temps`,description:`La semaine d’un enfant, avec les changements. Sur un téléphone, la prochaine journée.`,views:{auto:`Automatique`,week:`Semaine`,day:`Jour`},lesson:`Cours`,study:`Permanence`,lunch:`Déjeuner`,pause:`Pause`,freeDay:`Pas de cours ce jour-là.`,freeWeek:`Pas de cours cette semaine.`,previousDay:`Jour précédent`,nextDay:`Jour suivant`,due:`Travail pour ce cours`,contents:`Contenu du cours`,showContents:`Voir le contenu du cours`,noContents:`Rien n’est noté sur ce cours.`,movedFrom:`Déplacé du {moment}`,movedTo:`Déplacé au {moment}`,statuses:{canceled:`Cours annulé`,teacher_absent:`Prof. absent`,class_absent:`Classe absente`,moved:`Cours déplacé`,replaced:`Remplacement`,room_changed:`Changement de salle`,exceptional:`Exceptionnel`,exempted:`Dispense`,detention:`Retenue`,outing:`Sortie`,test:`Contrôle`,modified:`Cours modifié`}},homework:{name:`PRONOTE\xA0: travail à faire`,description:`Le travail à faire, jour par jour, à cocher, avec les fichiers des professeurs.`,title:`Travail à faire`,none:`Rien à faire. Bravo\xA0!`,late:`En retard`,work:`Travail`,done:`Fait\xA0:`,atHome:`Avec un compte de parent, les coches restent dans Home Assistant seulement. PRONOTE ne les affiche pas.`,difficulties:{easy:`facile`,medium:`moyen`,hard:`difficile`},returns:{paper:`à rendre sur papier`,upload:`à rendre en ligne`,kiosk:`dans le manuel numérique`,audio:`enregistrement à rendre`}},grades:{name:`PRONOTE\xA0: notes`,description:`Les dernières notes comparées à celles de la classe, et les moyennes avec leur courbe.`,title:`Notes`,none:`Pas encore de notes\xA0: {period}.`,period:`Période`,overall:`Moyenne générale`,class:`classe`,subjects:`Matières`,last:`Dernières notes`,average:`Moyenne`,open:`Toutes les notes\xA0: {subject}`,noneOfSubject:`Aucune note dans cette période.`,effect:`Moyenne {before} → {after}`,need:`Que faut-il au prochain contrôle\xA0?`,target:`Pour une moyenne de`,ofCoefficient:`Coefficient`,compute:`Calculer`,needed:`Au moins {grade} sur {scale} au prochain contrôle.`,impossible:`Même la note maximale au prochain contrôle ne suffit pas.`,coefficient:`coef.`,optional:`facultatif`,bonus:`bonus`,show:`Montrer`,hide:`Cacher`,codes:{absent:`Abs.`,exempted:`Disp.`,not_graded:`N. noté`,unfit:`Inapte`,not_handed_in:`N. rendu`,absent_zero:`Abs. (0)`,not_handed_in_zero:`N. rendu (0)`,congratulations:`Félicitations`}},menu:{name:`PRONOTE\xA0: menus de la semaine`,description:`Le menu de la cantine, jour par jour, avec ses labels.`,title:`Menus`,none:`Aucun menu publié pour cette semaine.`,lunch:`Déjeuner`,dinner:`Dîner`,courses:{starter:`Entrée`,main:`Plat`,side:`Accompagnement`,drink:`Boisson`,cheese:`Laitage`,dessert:`Dessert`},allergens:`Allergènes`},changes:{name:`PRONOTE\xA0: quoi de neuf`,description:`Les événements récents à l’école, dès qu’ils sont connus.`,title:`Quoi de neuf`,none:`Rien de neuf ces derniers jours.`,due:`pour {day}`,open:`Ouvrir`,topics:{absence:`Absences`,announcement:`Absences annoncées`,day:`Débuts et fins de journée`,delay:`Retards`,document:`Documents`,evaluation:`Compétences`,exemption:`Dispenses demandées`,grade:`Notes`,homework:`Travail à faire`,lesson:`Cours`,menu:`Menus`,message:`Messages`,news:`Informations`,observation:`Observations`,period:`Périodes`,punishment:`Punitions`,report_card:`Bulletins`,survey:`Sondages`,wallet:`Soldes de cantine`},types:{new_grade:`Nouvelle note`,grade_changed:`Note modifiée`,new_evaluation:`Compétences évaluées`,evaluation_changed:`Évaluation modifiée`,new_homework:`Nouveau travail à faire`,homework_changed:`Travail à faire modifié`,homework_removed:`Travail à faire retiré`,lesson_canceled:`Cours annulé`,lesson_restored:`Cours rétabli`,lesson_moved:`Cours déplacé`,lesson_replaced:`Cours remplacé`,lesson_room_changed:`Changement de salle`,lesson_teacher_changed:`Changement de professeur`,lesson_added:`Cours ajouté`,lesson_removed:`Cours supprimé`,test_announced:`Contrôle annoncé`,teacher_absent:`Professeur absent`,start_of_day_moved:`La journée commence à une autre heure`,end_of_day_moved:`La journée finit à une autre heure`,new_absence:`Absence signalée`,absence_changed:`Absence mise à jour`,new_delay:`Retard signalé`,delay_changed:`Retard mis à jour`,new_punishment:`Punition signalée`,punishment_changed:`Punition mise à jour`,new_observation:`Observation`,absence_announced:`Absence annoncée`,announcement_accepted:`Absence annoncée acceptée`,announcement_refused:`Absence annoncée refusée`,exemption_requested:`Dispense demandée`,exemption_accepted:`Dispense acceptée`,exemption_refused:`Dispense refusée`,balance_low:`Solde de cantine bas`,new_document:`Nouveau document`,document_to_sign:`Document à signer`,document_to_hand_in:`Papier à déposer`,new_news:`Information de l’école`,new_survey:`Sondage à remplir`,new_message:`Nouveau message`,report_card_published:`Bulletin publié`,menu_published:`Menu publié`,menu_changed:`Menu modifié`,new_period:`Nouvelle période`}},files:{attach:`Joindre un fichier`,remove:`Enlever`},write:{cancel:`Annuler`,running:`Envoi en cours… Gardez cette page ouverte.`,lost:`L’envoi a peut-être eu lieu. Vérifiez dans PRONOTE avant de recommencer.`,noAnswer:`PRONOTE n’a pas répondu. Réessayez dans un instant.`},inbox:{name:`PRONOTE\xA0: messages et informations`,description:`Informations, sondages et discussions en une seule liste, les non lus d’abord\xA0: lire, confirmer, répondre.`,title:`Messages`,none:`Aucun message pour le moment.`,noneUnread:`Tout est lu.`,reserved:`Dans ce foyer, seuls les administrateurs lisent les messages et écrivent à l’école. Adressez-vous à la personne qui gère Home Assistant.`,refresh:`Chercher les nouveaux messages`,refreshing:`Recherche de nouveaux messages…`,select:`En choisir plusieurs`,selectOne:`Choisir\xA0: {title}`,kinds:{news:`Information`,survey:`Sondage`,discussion:`Discussion`},unread:`Non lu\xA0:`,awaits:`Réponse attendue`,untitled:`Sans titre`,noText:`Il n’y a pas de texte.`,more:`En afficher {count} de plus`,markRead:`Marquer comme lu`,markUnread:`Marquer comme non lu`,askRead:`Marquer comme lu dans PRONOTE ({count})\xA0?`,askUnread:`Marquer comme non lu dans PRONOTE ({count})\xA0?`,marked:`C’est noté dans PRONOTE.`,acknowledge:`J’en ai pris connaissance`,askAcknowledge:`Confirmer à l’école que vous en avez pris connaissance\xA0?`,acknowledged:`L’école sait que vous en avez pris connaissance.`,haveRead:`J’en ai pris connaissance`,answer:`Envoyer la réponse`,askAnswer:`Envoyer cette réponse à l’école\xA0?`,askPart:`Il manque encore des réponses. Envoyer dès maintenant les autres\xA0?`,answered:`L’école a reçu votre réponse.`,yourAnswer:`Votre réponse\xA0: {answer}`,anonymous:`L’école ne voit pas qui répond.`,upTo:`{count} choix au plus`,ownWords:`Avec vos mots`,you:`Vous`,earlier:`Afficher les messages précédents ({count})`,reply:`Votre réponse`,to:`À`,send:`Envoyer`,askReply:`Envoyer cette réponse à\xA0: {to}\xA0?`,replied:`Votre réponse est envoyée.`,closed:`Cette discussion n’accepte pas de réponse.`,folder:`Dossier`,folders:{inbox:`Boîte de réception`,archive:`Archives`,bin:`Corbeille`},acts:{unarchive:`Sortir des archives`,restore:`Restaurer`,archive:`Archiver`,bin:`Mettre à la corbeille`,leave:`Quitter la discussion`,come_back:`Revenir dans la discussion`},askActs:{unarchive:`Sortir cette discussion des archives de PRONOTE\xA0?`,restore:`Sortir cette discussion de la corbeille de PRONOTE\xA0?`,archive:`Archiver cette discussion dans PRONOTE\xA0?`,bin:`Mettre cette discussion à la corbeille dans PRONOTE\xA0?`,leave:`Quitter cette discussion\xA0? Vous n’en recevrez plus les nouveaux messages.`,come_back:`Revenir dans cette discussion\xA0?`},didActs:{unarchive:`La discussion est sortie des archives.`,restore:`La discussion est sortie de la corbeille.`,archive:`La discussion est archivée dans PRONOTE.`,bin:`La discussion est dans la corbeille de PRONOTE.`,leave:`Vous avez quitté la discussion.`,come_back:`Vous êtes de retour dans la discussion.`},rename:`Renommer`,newTitle:`Nouvel objet`,askRename:`Donner à cette discussion l’objet «\xA0{title}\xA0»\xA0?`,renamed:`La discussion est renommée.`,circles:{sender:`l’auteur seulement`,all:`tous`,follow_up:`les mêmes destinataires`,all_but_families:`tous sauf les familles`,follow_up_but_families:`les mêmes destinataires sauf les familles`}},documents:{name:`PRONOTE\xA0: documents`,description:`Documents à signer, papiers à déposer, bulletins, casier et documents de l’école.`,title:`Documents`,none:`L’école n’a déposé aucun document ici.`,toSign:`À signer`,toHandIn:`À déposer`,unread:`Nouveau\xA0:`,download:`Télécharger {name}`,kinds:{school:`De l’école`,personal:`Au sujet de cet enfant`,support_plan:`Projets d’accompagnement`,report_card:`Bulletins`,skills_report_card:`Bilans de compétences`,former_report_card:`Bulletins des années passées`,diploma:`Diplômes`,locker:`Casier`,signed:`Documents signés`},statuses:{to_sign:`à signer`,signing:`signature commencée`,signed:`signé`,refused:`refusé`,expired:`délai de signature dépassé`},signatures:`signatures\xA0: {count} sur {all}`,sign:`Obtenir le lien pour signer`,show:`Obtenir le lien pour le lire`,openToSign:`Ouvrir la page de signature`,openSigned:`Ouvrir le document`,once:`Ce lien ne sert qu’une fois, sur le site du partenaire de l’école.`,due:`Avant le {day}`,has:`Déposé\xA0: {file}`,choose:`Choisir un fichier`,replace:`Remplacer le fichier`,handIn:`Déposer`,askHandIn:`Envoyer {file} à l’école pour «\xA0{paper}\xA0»\xA0?`,handedIn:`L’école a reçu votre fichier.`,atSchool:`Ce papier ne se dépose pas ici\xA0: demandez à l’école comment faire.`},strategy:{name:`PRONOTE\xA0: la famille`,description:`Une page pour la famille et une par enfant\xA0: cours, devoirs, notes, menus.`,title:`École`,family:`Famille`,finishes:`Fin des cours\xA0:`,noLessonLeft:`Plus de cours aujourd’hui.`,changedToday:`Emploi du temps modifié aujourd’hui\xA0:`,changedTomorrow:`Emploi du temps modifié demain\xA0:`,canceled:`Cours annulé\xA0:`,whatHappened:`Événements récents`,now:`En bref`,week:`Emploi du temps`,homework:`Devoirs`,grades:`Notes`,schoolLife:`Vie scolaire`,news:`À lire`,menus:`Menus`,nobody:`## Aucun enfant pour le moment

Ajoutez votre compte PRONOTE avec un QR code ou un mot de passe. Vos enfants seront alors ajoutés ici automatiquement.`,allHidden:`## Tous les enfants sont masqués

Les réglages de ce tableau de bord masquent tous les enfants. Affichez de nouveau au moins l’un d’eux.`,addAccount:`Ajouter un compte PRONOTE`,names:{current_lesson:`En ce moment`,next_lesson:`Prochain cours`,first_lesson_next_school_day:`Début du prochain jour de classe`,end_of_day:`Fin des cours`,end_of_next_school_day:`Fin des cours`,wake_up:`Réveil`,bag:`Dans le sac`,next_test:`Prochain contrôle`,next_holidays:`Prochain congé`,holidays:`En congé`,timetable_changed_today:`Emploi du temps modifié aujourd’hui`,timetable_changed_tomorrow:`Emploi du temps modifié demain`,finishes_early:`Finit plus tôt aujourd’hui`,test_tomorrow:`Contrôle demain`,detention_coming:`Retenue à venir`,menu_today:`Menu du jour`,menu_tomorrow:`Menu de demain`,overall_average:`Moyenne`,class_average:`Classe`,last_grade:`Dernière note`,unjustified_absences:`Absences non justifiées`,to_acknowledge:`À confirmer`,delays:`Retards`,punishments:`Punitions`,observations:`Observations`,unread_news:`Informations`,surveys_to_answer:`Sondages`,unread_messages:`Messages`,documents_to_sign:`À signer`,documents_to_hand_in:`À déposer`},fields:{hidden_children:`Enfants à masquer`,hide_grades:`Masquer les notes`,built_in:`Seulement les cartes de Home Assistant`}}};function Qe(e){return e.toLowerCase().split(`-`)[0]===`fr`?Ze:Xe}function T(){return Qe(document.querySelector(`home-assistant`)?.hass?.language??navigator.language)}var E=o`
  :host {
    display: block;
    height: 100%;
    --ink: var(--primary-text-color);
    --faint: var(--secondary-text-color);
    --line: var(--divider-color);
    --accent: var(--primary-color);
    --wash: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
    --alarm: var(--error-color);
    /* Dark enough to be read on the card, or light enough in the dark. */
    --accent-ink: color-mix(in srgb, var(--accent) 70%, var(--ink));
    --alarm-ink: color-mix(in srgb, var(--alarm) 65%, var(--ink));
    /* What a finger hits without aiming. */
    --finger: 44px;
    --small: var(--ha-font-size-s, 12px);
    --medium: var(--ha-font-size-m, 14px);
    --large: var(--ha-font-size-l, 16px);
    --strong: var(--ha-font-weight-medium, 500);
    --round: 8px;
  }
  ha-card {
    container-type: inline-size;
    box-sizing: border-box;
    height: 100%;
    /* Who gives a card fewer rows than it needs can still reach all of it. */
    overflow: hidden auto;
    padding: 16px;
    color: var(--ink);
    font-size: var(--medium);
    line-height: 1.4;
  }
  .card-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: var(--finger);
    margin-bottom: 8px;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-weight: var(--ha-font-weight-normal, 400);
    overflow-wrap: anywhere;
  }
  .empty {
    padding: 24px 0;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
  }
  .error {
    margin-bottom: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--alarm);
    border-radius: 4px;
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
    overflow-wrap: anywhere;
  }
  button {
    margin: 0;
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .fold {
    min-height: var(--finger);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .fold:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .weeks {
    display: flex;
    align-items: center;
    margin-inline: -12px;
    color: var(--faint);
  }
  .step {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
  }
  .step:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .step svg {
    width: 22px;
    height: 22px;
    fill: currentColor;
  }
  :host(:dir(rtl)) .step svg {
    transform: scaleX(-1);
  }
  .weeks .which {
    display: grid;
    place-items: center;
    min-height: var(--finger);
    padding: 0 4px;
    border-radius: var(--round);
    text-align: center;
    text-wrap: balance;
  }
  .weeks button.which:hover {
    color: var(--ink);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .waiting {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting {
      animation: none;
    }
  }
`,$e=class extends Ue{constructor(...e){super(...e),this.mustRedraw=!1}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static{this.styles=E}setConfig(e){this.config=e}getCardSize(){return 6}getGridOptions(){return{columns:`full`,min_columns:6}}get strings(){return Qe(this.hass?.language??`en`)}requestUpdate(...e){e[0]===void 0&&(this.mustRedraw=!0),super.requestUpdate(...e)}shouldUpdate(e){let{mustRedraw:t}=this;if(this.mustRedraw=!1,t)return!0;let n=e.get(`hass`),{hass:r}=this;return e.size!==1||n===void 0||r===void 0||n.entities!==r.entities||n.devices!==r.devices||n.locale!==r.locale||n.language!==r.language||n.connection!==r.connection||this.watched().some(e=>n.states[e]!==r.states[e])}get whyNot(){}known(e,t,n){let{whyNot:r}=this;if(r!==void 0&&e===void 0)return b`<p class="empty" role="status">${r}</p>`;let i=r??t;return b`
      ${C(i,()=>b`<p class="error" role="alert">${i}</p>`)}
      ${e===void 0?C(t===void 0,()=>b`<p class="empty waiting">${this.strings.loading}</p>`):n(e)}
    `}nobody(e){return b`<ha-card><p class="empty">${e}</p></ha-card>`}},D=`away`,et=1e4,tt=1e3,nt=64,rt=/* @__PURE__ */ new Map;function O(e,t){return(e.states[t]?.state??`unavailable`)===`unavailable`?D:`there`}var k=class{constructor(e,t,n=rt){this.host=e,this.source=t,this.known=n,this.loading=!1,this.stale=!1,e.addController(this)}get value(){return this.current&&this.known.get(this.current.key)}assume(e){this.current!==void 0&&this.remember(this.current.key,e),this.host.requestUpdate()}hostUpdate(){let e=this.source(),{current:t}=this;if(e?.key===t?.key&&e?.version===t?.version||(this.leave(),e===void 0))return;this.current=e;let n=()=>this.follow(e);e.version===`away`?this.timer=setTimeout(n,et):e.key===t?.key?this.timer=setTimeout(n,tt):n()}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.leave()}async load(){let e=this.current;if(e!==void 0){if(this.loading)this.stale=!0;else{this.loading=!0;try{this.remember(e.key,await e.load()),e===this.current&&(this.error=void 0)}catch(t){e===this.current&&(this.error=A(t))}finally{this.loading=!1}this.host.requestUpdate(),this.stale&&(this.stale=!1,await this.load())}}}remember(e,t){this.known.delete(e),this.known.set(e,t);for(let e of this.known.keys()){if(this.known.size<=nt)break;this.known.delete(e)}}follow(e){let t=()=>{e===this.current&&this.load()};e.watch===void 0?t():this.unsubscribe=e.watch(t).catch(()=>{t()})}leave(){clearTimeout(this.timer),this.unsubscribe?.then(e=>e?.()).catch(()=>void 0),this.unsubscribe=void 0,this.current=void 0,this.error=void 0}};function A(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}async function it(e,t){let n=await e.callWS({type:`config_entries/get`,domain:`pronote`});if(t===void 0)return n;let r=new Set(t.flatMap(t=>e.devices[t]?.config_entries??[]));return n.filter(({entry_id:e})=>r.has(e))}async function at(e,t,n){if(n.disabled_by!==null)return t.account.disabled;let r=ot(await st(e,n));switch(n.state){case`loaded`:return;case`setup_retry`:return[r,t.account.retry].filter(Boolean).join(` `);case`setup_in_progress`:case`not_loaded`:case`unload_in_progress`:return t.account.starting;default:return[r,t.account.failed].filter(Boolean).join(` `)}}function ot(e){return e===void 0||/[.!?…]$/.test(e)?e:`${e}.`}async function st(e,t){let{error_reason_translation_key:n,reason:r}=t;return n===null?r??void 0:(await e.loadBackendTranslation?.(`exceptions`,`pronote`))?.(`component.pronote.exceptions.${n}.message`,t.error_reason_translation_placeholders??{})||(r??void 0)}var ct=1e3,lt=5e3,ut=class{constructor(e,t){this.host=e,this.missing=t,e.addController(this)}hostUpdate(){this.missing()===void 0?this.stop():this.timer??=setTimeout(()=>void this.look(),ct)}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.stop()}stop(){clearTimeout(this.timer),this.timer=void 0,this.reason=void 0}async look(){let e=this.missing();if(e===void 0)return;let{hass:t,strings:n,devices:r}=e,i=await it(t,r).then(e=>Promise.all(e.map(e=>at(t,n,e)))).catch(()=>[]);if(this.timer===void 0)return;this.timer=setTimeout(()=>void this.look(),lt);let a=[...new Set(i.filter(Boolean))].join(` `)||void 0;a!==this.reason&&(this.reason=a,this.host.requestUpdate())}},dt=()=>({name:`device`,default:T().editor.device,selector:{device:{entity:{integration:`pronote`,domain:`todo`}}}}),ft={name:`title`,selector:{text:{}}};function j(...e){return pt(dt(),ft,...e)}function pt(...e){return{schema:e,computeLabel:({name:e,label:t})=>T().editor[t??e],computeHelper:({name:e,label:t})=>T().editorHelpers[t??e]}}var M=class extends $e{constructor(...e){super(...e),this.followed=[],this.outage=new ut(this,()=>{let{hass:e,child:t,strings:n}=this;if(e===void 0)return;if(t===void 0)return w(e).length===0?{hass:e,strings:n,devices:void 0}:void 0;let r=this.watched();return(r.length>0||ht(e,t))&&r.every(t=>O(e,t)===`away`)?{hass:e,strings:n,devices:[t.device]}:void 0})}static getStubConfig(e){let t=qe(e);return t===void 0?{}:{device:t.device}}get child(){let{hass:e,config:t}=this;if(e!==void 0)return t?.device?Je(e,t.device):qe(e)??(mt(this)?w(e)[0]:void 0)}heading(e){return e.name}get whyNot(){return this.outage.reason}watched(){let{child:e}=this;return this.followed.map(([t,n])=>e?.entity(t,n)).filter(e=>e!==void 0)}whoIsMissing(e){let{strings:t}=this;return this.config?.device?t.childGone:w(e).length===0?this.whyNot??t.overview.nobody:t.noChild}render(){let{hass:e,config:t,child:n}=this;if(e===void 0||t===void 0)return x;if(n===void 0)return this.nobody(this.whoIsMissing(e));let r=t.title??this.heading(n),i=this.tools?.(e)??x;return b`<ha-card>
      ${C(r!==``||i!==x,()=>b`<div class="card-head">
            <h2>${r}</h2>
            ${i}
          </div>`)}
      ${this.whyNot!==void 0&&ht(e,n)?b`<p class="empty" role="status">${this.whyNot}</p>`:this.content(e,n)}
    </ha-card>`}};function mt(e){let t=e.getRootNode();return t instanceof ShadowRoot&&t.host.localName===`hui-card-picker`}function ht(e,{device:t}){return Object.values(e.entities).every(({device_id:e})=>e!==t)}var gt=6e4,N=class{constructor(e){this.host=e,this.now=/* @__PURE__ */ new Date,this.wake=()=>{document.hidden||this.tick()},this.tick=()=>{clearTimeout(this.timer),this.now=/* @__PURE__ */ new Date,this.timer=setTimeout(this.tick,gt-Date.now()%gt),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.tick(),document.addEventListener(`visibilitychange`,this.wake)}hostDisconnected(){clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake)}},_t=864e5;function vt(e){return Date.parse(`${e}T12:00:00Z`)}function P(e,t){return new Date(vt(e)+t*_t).toISOString().slice(0,10)}function yt(e){return new Date(vt(e)).getUTCDay()||7}function bt(e){return P(e,1-yt(e))}function xt(e,t){let n=[];for(let r=e;r<=t;r=P(r,1))n.push(r);return n}function F(e,t){return new Intl.DateTimeFormat(`en-CA`,{timeZone:e.config.time_zone,year:`numeric`,month:`2-digit`,day:`2-digit`}).format(t)}function St(e,t){return e.split(`-`)[0]===`fr`&&t===`1`?`1er`:t}function Ct(e,t){let n=t.some(({type:e})=>e===`month`);return t.map(({type:t,value:r})=>n&&t===`day`?St(e,r):r).join(``)}function wt(e,t){let n=I(e,t,{day:`numeric`});return St(e.locale.language,n)}function I(e,t,n){let{language:r}=e.locale;return Ct(r,new Intl.DateTimeFormat(r,{...n,timeZone:`UTC`}).formatToParts(vt(t)))}function Tt(e,t,n){let{language:r}=e.locale;return Ct(r,new Intl.DateTimeFormat(r,{day:`numeric`,month:`long`,timeZone:`UTC`}).formatRangeToParts(vt(t),vt(n)))}function L(e,t,n){return t===n?e.today:t===P(n,-1)?e.yesterday:t===P(n,1)?e.tomorrow:void 0}function Et(e){return e.normalize(`NFD`).replace(/\p{M}/gu,``).trim().toLocaleLowerCase(`fr`)}function Dt(e,t){let n=Et(t);for(let t of e??[]){let e=t.lastIndexOf(`=`);if(e!==-1&&Et(t.slice(0,e))===n)return t.slice(e+1).trim()||void 0}return t}function Ot(e,t){return e?.length?t.flatMap(t=>{if(t.subject===null)return[t];let n=Dt(e,t.subject);return n===void 0?[]:[{...t,subject:n}]}):t}function kt(e,t){return e?.length?t.flatMap(t=>{let{subject:n}=t.facts;if(typeof n!=`string`||t.type===`new_message`)return[t];let r=Dt(e,n);return r===void 0?[]:[{...t,facts:{...t.facts,subject:r}}]}):t}var R={name:`subjects`,selector:{text:{multiple:!0}}},At=class extends Error{constructor(e,t,n){super(e),this.key=t,this.lost=n}},jt=`unknown_error`;async function Mt(e,t){let n=typeof t==`object`&&t?t:{},r=n.error??n,{code:i,message:a,translation_key:o}=r,s=o===`write_unconfirmed`||typeof i!=`string`||i===jt;return new At(await Nt(e,r)||a||String(t),o,s)}async function Nt(e,t){let{translation_domain:n,translation_key:r}=t.code===`unauthorized`?{translation_domain:`pronote`,translation_key:`admin_only`}:t;if(n!==void 0&&r!==void 0)return(await e.loadBackendTranslation?.(`exceptions`,n).catch(()=>void 0))?.(`component.${n}.exceptions.${r}.message`,t.translation_placeholders??{})}async function z(e,t,n,r={},i=!0){try{return(await e.callWS({type:`call_service`,domain:`pronote`,service:n,service_data:r,target:{device_id:t},return_response:i})).response}catch(t){throw await Mt(e,t)}}async function Pt(e,t,n,r){return(await z(e,t,`get_menus`,{start_date:n,end_date:r})).menus}async function Ft(e,t,n,r){return(await z(e,t,`get_timetable`,{start_date:n,end_date:r})).lessons}async function It(e,t,n,r=`now`){let[i]=(await z(e,t,`get_brief`,{language:n.split(`-`)[0]===`fr`?`fr`:`en`,moment:r})).briefs;return{known:!1,text:``,...i,lines:i?.lines??{}}}async function Lt(e,t,n){return(await z(e,t,`get_lesson_contents`,{start_date:n,end_date:n})).lessons}async function Rt(e,t,n,r){return(await z(e,t,`get_homework`,{start_date:n,end_date:r})).homework}function zt(e,t,n){return z(e,t,`get_grades`,n===void 0?{}:{period:n})}function Bt(e,t,n,r,i){return z(e,t,`get_needed_grade`,{subject:n,average:r,coefficient:i})}async function Vt(e,t,n){let{briefs:r}=await z(e,t,`get_brief`,{moment:n});return r[0]?.bag??null}async function Ht(e,t,n){let r=await Vt(e,t,`now`)??await Vt(e,t,`evening`);if(n===void 0)return{bag:r,ticks:void 0};let{items:i}=await e.callWS({type:`todo/item/list`,entity_id:n});return{bag:r,ticks:new Map(i.map(({uid:e,status:t})=>[e,t===`completed`]))}}function Ut(e,t,n){return e.connection.subscribeMessage(n,{type:`todo/item/subscribe`,entity_id:t})}async function Wt(e,t,n,r){await e.callService(`todo`,`update_item`,{item:n,status:r?`completed`:`needs_action`},{entity_id:t})}var Gt=class extends M{constructor(...e){super(...e),this.followed=[[`sensor`,`bag`],[`todo`,`bag`]],this.clock=new N(this),this.bag=new k(this,()=>{let{hass:e,child:t}=this,[n]=this.watched();if(e===void 0||t===void 0||n===void 0)return;let r=t.entity(`todo`,`bag`),i=this.watched().map(t=>O(e,t)===`away`?D:e.states[t]?.last_updated);return{key:`bag ${t.device}`,version:i.every(e=>e===`away`)?D:i.join(),...r===void 0||O(e,r)===`away`?{}:{watch:t=>Ut(e,r,t)},load:()=>Ht(this.hass??e,t.device,r)}})}static{this.properties={...M.properties,refusal:{state:!0}}}static{this.styles=[E,o`
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
        gap: 16px 32px;
      }
      .day {
        margin-bottom: 12px;
        color: var(--faint);
      }
      .day::first-letter {
        text-transform: uppercase;
      }
      h3 {
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      li {
        display: flex;
        align-items: center;
        min-height: var(--finger);
        font-size: var(--large);
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      label {
        display: flex;
        flex: 1;
        align-items: center;
        gap: 12px;
        box-sizing: border-box;
        min-height: var(--finger);
        padding: 6px 0;
        cursor: pointer;
      }
      input {
        flex: none;
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      .ticked span,
      .inside {
        color: var(--faint);
      }
      .ticked span {
        text-decoration: line-through;
      }
      .inside {
        margin-top: 12px;
        overflow-wrap: anywhere;
      }
    `]}static getConfigForm(){return j(R)}getCardSize(){return 4}heading(e){return`${this.strings.bag.title} – ${e.name}`}content(e,t){let{strings:n}=this;if(this.watched().length===0)return b`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.bag;return this.known(r,this.refusal??i,({bag:r,ticks:i})=>r===null?b`<p class="empty">${n.bag.unknown}</p>`:this.packed(e,t,r,i))}packed(e,t,n,r){let i=this.strings.bag,a=(e,t)=>e.flatMap(e=>{let n=Dt(this.config?.subjects,e);return n===void 0?[]:[{uid:`${t} ${e}`,text:n}]}),o=[[i.putIn,a(n.put_in,`put_in`)],[i.bring,(n.bring??[]).map(({key:e,subject:t,text:n})=>({uid:e,text:[t,n].filter(Boolean).join(` · `)}))],[i.takeOut,a(n.take_out,`take_out`)]],s=a(n.subjects.filter(e=>!n.put_in.includes(e)),``),c=o.filter(([,e])=>e.length>0);return b`<p class="day">${this.dayName(e,n.day)}</p>
      ${c.length===0?b`<p class="empty">${i.same}</p>`:b`<div class="parts">
              ${c.map(([n,i])=>b`<section>
                    <h3>${n}</h3>
                    <ul>
                      ${i.map(n=>this.item(e,t,n,r))}
                    </ul>
                  </section>`)}
            </div>`}
      ${s.length===0?x:b`<p class="inside">
              ${i.inside}${this.strings.overview.colon}
              ${s.map(({text:e})=>e).join(`, `)}
            </p>`}`}dayName(e,t){let n=F(e,this.clock.now),r=I(e,t,{weekday:`long`,day:`numeric`,month:`long`}),i=L(this.strings,t,n);return i===void 0?r:`${i}, ${r}`}item(e,t,{uid:n,text:r},i){let a=i?.get(n);return a===void 0?b`<li>${r}</li>`:b`<li class=${a?`ticked`:``}>
      <label>
        <input
          type="checkbox"
          .checked=${a}
          @change=${r=>void this.tick(e,t,n,r.target.checked)}
        />
        <span>${r}</span>
      </label>
    </li>`}async tick(e,t,n,r){let i=t.entity(`todo`,`bag`);if(i!==void 0){this.refusal=void 0,this.assume(n,r);try{await Wt(e,i,n,r)}catch(e){this.refusal=A(e),this.assume(n,!r)}}}assume(e,t){let{value:n}=this.bag;if(n?.ticks===void 0)return;let r=new Map(n.ticks).set(e,t);this.bag.assume({...n,ticks:r})}},Kt=20;function B(e){return e.map(e=>e||``).filter(e=>e!==``).map(e=>e.length>Kt?e.replace(/ (?=[:;!?»])/g,`\xA0`):e.replaceAll(` `,`\xA0`)).join(` · `)}var qt=o`
  dialog {
    box-sizing: border-box;
    width: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: none;
    border-top: 6px solid var(--color, var(--accent));
    border-radius: var(--ha-card-border-radius, 12px);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: var(--large);
    line-height: 1.5;
    box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    margin: 0 0 4px;
    padding: 0;
    border: none;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
  }
  dialog .said {
    white-space: pre-line;
  }
  dialog .question {
    margin-top: 12px;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog a {
    color: var(--accent-ink);
  }
  dialog .acts {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 4px 8px;
    margin-top: 16px;
  }
  .act {
    min-height: var(--finger);
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .act:hover {
    background: var(--wash);
  }
  .act.main {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  .act:disabled {
    opacity: 0.5;
    cursor: default;
  }
  form .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    margin-top: 12px;
  }
  form .field > span {
    color: var(--faint);
    font-size: var(--medium);
  }
  form .pair {
    display: grid;
    grid-template-columns: minmax(0, 11fr) minmax(0, 9fr);
    gap: 0 12px;
  }
  form input,
  form select,
  form textarea {
    box-sizing: border-box;
    width: 100%;
    min-width: 0;
    min-height: var(--finger);
    margin: 0;
    padding: 8px;
    border: 1px solid var(--faint);
    border-radius: var(--round);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    color-scheme: inherit;
    font: inherit;
  }
`,V=`dialog`;function Jt(e,t,n,r={}){return b`<dialog
    aria-labelledby="dialog-title"
    style=${r.style??``}
    closedby=${r.locked?`none`:`closerequest`}
    @close=${n}
    @cancel=${e=>{r.locked&&e.preventDefault()}}
  >
    <h3 id="dialog-title">${e}</h3>
    ${t}
  </dialog>`}function Yt(e){return b`<button
    type="button"
    class="act"
    @click=${e=>e.currentTarget.closest(`dialog`)?.close()}
  >
    ${e}
  </button>`}function Xt(e){return b`<div class="acts">${Yt(e.close)}</div>`}function Zt(e){let t=e.querySelector(`dialog`);t===null||t.open||(t.addEventListener(`click`,Qt),t.showModal(),t.querySelector(`form`)===null&&t.querySelector(`.act.main`)?.focus())}function Qt({target:e}){e instanceof HTMLDialogElement&&e.getAttribute(`closedby`)!==`none`&&e.close()}function $t(e,t,n,r,i){return t<=n?x:b`<button
    class="fold"
    aria-expanded=${r?`true`:`false`}
    @click=${i}
  >
    ${r?e.fewer:e.all.replace(`{count}`,String(t))}
  </button>`}function H(e,t){let n=/* @__PURE__ */ new Map;for(let r of e){let e=t(r),i=n.get(e);i===void 0?n.set(e,[r]):i.push(r)}return n}function en(e){let{time_format:t}=e.locale;return t===`12`||t!==`24`&&void 0}function tn(e){return e.replace(/\s/g,`\xA0`)}function U(e,t){let n=en(e);return tn(new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:`UTC`,...n===void 0?{}:{hour12:n}}).format(t*6e4))}function nn(e,t){return t.replace(/\b(\d{1,2}):(\d{2})\b/g,(t,n,r)=>U(e,Number(n)*60+Number(r)))}function rn(e){let t=Math.floor(e/60),n=e%60;return t===0?`${n}\u00a0min`:n===0?`${t}\u00a0h`:`${t}\u00a0h\u00a0${String(n).padStart(2,`0`)}`}function an(e,t,n){return`${I(e,t,{weekday:`short`})}\u00a0${wt(e,t)},\u00a0${U(e,n)}`}function on(e,t){let n=en(e);return tn(new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:e.config.time_zone,...n===void 0?{}:{hour12:n}}).format(new Date(t)))}function W(e,t,n=2){return new Intl.NumberFormat(e.locale.language,{maximumFractionDigits:n}).format(t)}function sn(e,t){return new Intl.NumberFormat(e.locale.language,{style:`currency`,currency:`EUR`}).format(t)}function G(e,t){return new Intl.NumberFormat(e.locale.language,{minimumFractionDigits:2,maximumFractionDigits:2}).format(t)}function K(e){return e.slice(0,10)}function q(e){return Number(e.slice(11,13))*60+Number(e.slice(14,16))}function cn(e,t){let[,n,r,i]=/([+-])(\d\d):(\d\d)$/.exec(t)??[],a=Number(r??0)*60+Number(i??0);return(e.getUTCHours()*60+e.getUTCMinutes()+(n===`-`?-a:a)+1440)%1440}function ln(e){return e.filter(e=>!e.superseded&&e.status!==`class_council`)}function un(e){let[t,n]=[K(e.start),K(e.end)];if(t===n)return[e];let[r,i]=[e.start.slice(10),e.end.slice(10)],a=i>r?i:`T23:59:00${r.slice(9)}`;return xt(t,n).map(t=>({...e,start:`${t}${r}`,end:`${t}${a}`}))}function dn(e){return H(e.flatMap(un).sort((e,t)=>e.start.localeCompare(t.start)||t.end.localeCompare(e.end)),e=>K(e.start))}function fn(e,t){return e.filter(e=>e.attended&&Date.parse(e.end)>+t).map(e=>K(e.start)).sort()[0]}function pn(e){let t=[],n=[],r=[],i=()=>{for(let e of n)e.lanes=r.length;t.push(...n),n=[],r=[]};for(let t of e){r.every(e=>e<=t.start)&&i();let e=r.findIndex(e=>e<=t.start),a=e===-1?r.length:e;r[a]=t.end,n.push({lesson:t,lane:a,lanes:1})}return i(),t}function mn(e,t=10){let n=[],r;for(let i of e){let e=q(i.start);if(r!==void 0&&e-r>=t){let t=i.after_lunch;n.push({start:r,end:e,lunch:t})}r=Math.max(r??0,q(i.end))}return n}function hn(e){return Date.parse(e.end)-Date.parse(e.start)}function gn(e,t=/* @__PURE__ */ new Map){let n=/* @__PURE__ */ new Map;for(let r of e){if(r.status!==`moved`)continue;let i=t.get(r.key),a=_n(r,e.filter(e=>e.status===`canceled`&&e.subject===r.subject&&e.teachers.join()===r.teachers.join()&&hn(e)===hn(r)&&(i===void 0||i===e.start)&&!n.has(e)));a!==void 0&&n.set(a,r.start);let o=i??a?.start;o!==void 0&&n.set(r,o)}return n}function _n(e,t){let n=t=>Math.abs(Date.parse(t.start)-Date.parse(e.start));return t.sort((e,t)=>n(e)-n(t))[0]}function vn(e,t){return t.find(t=>t.superseded&&t.start<e.end&&t.end>e.start)}var yn=/^\d{4}-\d\d-\d\d$/;function bn(e,t,n,r){let{facts:i}=n,a=t.changes,o=e=>{let t=i[e];return typeof t==`string`?t:``},s=t=>{let n=o(t);return yn.test(n)?I(e,n,{weekday:`short`,day:`numeric`,month:`short`}):n&&an(e,K(n),q(n))},c=t=>{let n=i[t];return typeof n==`number`?W(e,n):``},l=t=>{let n=i[t];return typeof n==`number`?sn(e,n):``},u=(e,t)=>{let n=t(`previous_${e}`);return n&&`${n} → ${t(e)}`},d=c(`minutes`)&&`${c(`minutes`)}\u00a0min`,f=t=>o(t)&&U(e,q(o(t))),p=()=>K(o(`start`))===K(o(`end`))?f(`end`):s(`end`),m=s(`date`),[h=``]=n.type.split(`_`);return({lesson:[o(`subject`)||o(`memo`),u(`start`,s)||s(`start`),u(`teacher`,o),u(`room`,o)],test:[o(`subject`),s(`start`)],teacher:[o(`teacher`),s(`start`)&&`${s(`start`)} – ${p()}`],start:[m,m&&`${f(`before`)} → ${f(`after`)}`],end:[m,m&&`${f(`before`)} → ${f(`after`)}`],grade:[o(`subject`),r?``:c(`value`)&&`${c(`value`)}\u00a0/\u00a0${c(`out_of`)}`,o(`title`)],homework:[o(`subject`),s(`due`)&&a.due.replace(`{day}`,s(`due`)),o(`text`)],evaluation:[o(`subject`),o(`name`)],absence:[s(`start`),o(`reason`)],announcement:[s(`start`),o(`reason`)],delay:[s(`start`),d,o(`reason`)],exemption:[s(`start`),o(`subject`)],document:[o(`name`),o(`author`)],balance:[o(`name`),r?``:l(`balance`)],punishment:[o(`name`),s(`detention_start`),o(`reason`)],observation:[o(`heading`),o(`subject`),o(`text`)],news:[o(`title`),o(`author`)],survey:[o(`title`),o(`author`)],message:[o(`subject`),o(`author`)],report:[o(`period`)],menu:[s(`date`),o(`name`)],period:[o(`period`)]}[h===`new`?n.type.split(`_`)[1]??``:h]??[]).filter(Boolean)}function xn(e){let t={lesson_canceled:`mdi:calendar-remove`,lesson_removed:`mdi:calendar-remove`,lesson:`mdi:calendar-edit`,test:`mdi:pencil-ruler`,teacher:`mdi:account-off-outline`,start:`mdi:clock-start`,end:`mdi:clock-end`,grade:`mdi:school`,evaluation:`mdi:clipboard-check`,homework:`mdi:book-open-variant`,absence:`mdi:account-off`,announcement:`mdi:account-check`,announcement_refused:`mdi:account-cancel`,exemption:`mdi:account-check-outline`,exemption_refused:`mdi:account-cancel-outline`,balance:`mdi:wallet-outline`,document:`mdi:file-document-outline`,document_to_sign:`mdi:file-sign`,delay:`mdi:clock-alert`,punishment:`mdi:gavel`,observation:`mdi:message-alert`,news:`mdi:newspaper-variant`,survey:`mdi:poll`,message:`mdi:email`,report:`mdi:certificate`,menu:`mdi:silverware-fork-knife`,period:`mdi:calendar-range`},n=e.replace(/^new_/,``).split(`_`)[0]??``;return t[e]??t[n]??`mdi:information`}function Sn(e){return/^(lesson_(canceled|removed)|new_(absence|delay|punishment))$/.test(e)}var Cn={lesson:[`calendar`,`lessons`],test:[`calendar`,`lessons`],teacher:[`calendar`,`lessons`],start:[`calendar`,`lessons`],end:[`calendar`,`lessons`],grade:[`sensor`,`last_grade`],homework:[`todo`,`homework`],absence:[`calendar`,`school_life`],announcement:[`calendar`,`school_life`],delay:[`calendar`,`school_life`],punishment:[`calendar`,`school_life`],observation:[`calendar`,`school_life`],menu:[`calendar`,`menus`],news:[`sensor`,`unread_news`],survey:[`sensor`,`surveys_to_answer`]};function wn(e,t,n){let r=n.replace(/^new_/,``).split(`_`)[0]??``;if(r===`message`)return Ye(e,t,`sensor`,`unread_messages`);let i=Cn[r];return i&&t.entity(...i)}var Tn=[`absence`,`announcement`,`day`,`delay`,`document`,`evaluation`,`exemption`,`grade`,`homework`,`lesson`,`menu`,`message`,`news`,`observation`,`period`,`punishment`,`report_card`,`survey`,`wallet`];function En(e,t,n,r){let i=/* @__PURE__ */ new Map;return e.connection.subscribeMessage(({states:e})=>{for(let t of Dn(e))i.set(t.key,t);r([...i.values()].filter(({at:e})=>Date.parse(e)>=+n).sort((e,t)=>t.at.localeCompare(e.at)))},{type:`history/stream`,entity_ids:t,start_time:n.toISOString(),include_start_time_state:!1,significant_changes_only:!1,minimal_response:!1,no_attributes:!1})}function Dn(e){return Object.entries(e).flatMap(([e,t])=>t.flatMap(({s:t,a:n})=>{let r=n.event_type;return typeof r==`string`&&!Number.isNaN(Date.parse(t))?[{key:`${e} ${t}`,at:t,type:r,facts:n}]:[]}))}function On(e){let t=/* @__PURE__ */ new Map;for(let{type:n,facts:r}of[...e].reverse()){let{key:e,previous_start:i}=r;n===`lesson_moved`&&typeof e==`string`&&typeof i==`string`&&t.set(e,i)}return t}var kn=7,An=class extends M{constructor(...e){super(...e),this.followed=Tn.map(e=>[`event`,e]),this.clock=new N(this),this.changes=new k(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=this.events(e,t),[r]=n;if(r===void 0)return;let i=this.config?.back??kn,a=P(F(e,this.clock.now),-i),o=[];return{key:`changes ${n.join()} ${a}`,version:O(e,r),watch:t=>En(e,n,/* @__PURE__ */ new Date(`${a}T00:00:00`),e=>{o=e,t()}),load:()=>Promise.resolve(o)}})}static{this.properties={...M.properties,opened:{state:!0},unfolded:{state:!0}}}static{this.styles=[E,qt,o`
      .days {
        columns: 380px;
        column-gap: 40px;
      }
      h3 {
        margin: 16px 0 4px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
        break-after: avoid;
      }
      section:first-child h3 {
        margin-top: 0;
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      li {
        break-inside: avoid;
      }
      li button {
        display: grid;
        width: 100%;
        text-align: start;
        grid-template-columns: 36px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        border-radius: var(--round);
      }
      li button:hover {
        background: var(--wash);
      }
      ha-icon {
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--accent) 14%, transparent);
        color: var(--accent);
        --mdc-icon-size: 20px;
        --ha-icon-size: 20px;
      }
      .grave ha-icon {
        background: color-mix(in srgb, var(--alarm) 14%, transparent);
        color: var(--alarm);
      }
      .what {
        display: block;
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      .details {
        display: -webkit-box;
        overflow: hidden;
        color: var(--faint);
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
      }
      time {
        color: var(--faint);
        font-size: var(--small);
        line-height: 20px;
        font-variant-numeric: tabular-nums;
      }
    `]}static getConfigForm(){return j({name:`back`,default:kn,selector:{number:{min:1,max:30,mode:`box`}}},{name:`topics`,selector:{select:{multiple:!0,options:Tn.map(e=>({value:e,label:T().changes.topics[e]}))}}},{name:`discreet`,label:`hide_grades`,selector:{boolean:{}}},{name:`rows`,label:`shown_first`,selector:{number:{min:1,max:50,mode:`box`}}},R)}heading(e){return`${this.strings.changes.title} – ${e.name}`}content(e,t){let{strings:n}=this;if(this.events(e,t).length===0)return b`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.changes;return this.known(r,i,r=>{let i=kt(this.config?.subjects,r),a=this.config?.rows??i.length;return i.length===0?b`<p class="empty">${n.changes.none}</p>`:b`<div class="days" aria-live="polite">
              ${this.days(e,this.unfolded?i:i.slice(0,a))}
            </div>
            ${$t(n,i.length,a,this.unfolded===!0,()=>{this.unfolded=this.unfolded!==!0})}
            ${this.dialog(e,t)}`})}updated(){Zt(this.renderRoot)}dialog(e,t){let{opened:n,strings:r}=this;if(n===void 0)return x;let i=this.config?.discreet===!0,a=wn(e,t,n.type),o=b`
      <p class="faint">
        ${I(e,F(e,new Date(n.at)),{weekday:`long`,day:`numeric`,month:`long`})},
        ${on(e,n.at)}
      </p>
      ${bn(e,r,n,i).map(e=>b`<p class="said">${e}</p>`)}
      <div class="acts">
        ${Yt(r.close)}
        ${a===void 0?x:b`<button class="act main" @click=${()=>this.more(a)}>
                ${r.changes.open}
              </button>`}
      </div>
    `;return Jt(r.changes.types[n.type]??n.type,o,()=>{this.opened=void 0})}more(e){this.renderRoot.querySelector(`dialog`)?.close(),this.dispatchEvent(new CustomEvent(`hass-more-info`,{detail:{entityId:e},bubbles:!0,composed:!0}))}days(e,t){let n=F(e,this.clock.now);return[...H(t,({at:t})=>F(e,new Date(t)))].map(([t,r])=>b`<section>
          <h3>${this.dayName(e,t,n)}</h3>
          <ul>
            ${r.map(t=>this.change(e,t))}
          </ul>
        </section>`)}dayName(e,t,n){return L(this.strings,t,n)??I(e,t,{weekday:`long`,day:`numeric`,month:`long`})}change(e,t){let{strings:n}=this,r=bn(e,n,t,this.config?.discreet===!0);return b`<li class=${Sn(t.type)?`grave`:``}>
      <button
        @click=${()=>{this.opened=t}}
      >
        <ha-icon icon=${xn(t.type)} aria-hidden="true"></ha-icon>
        <span>
          <span class="what"
            >${n.changes.types[t.type]??t.type}</span
          >
          <span class="details">${B(r)}</span>
        </span>
        <time datetime=${t.at}>${on(e,t.at)}</time>
      </button>
    </li>`}events(e,t){let n=this.config?.topics;return Tn.filter(e=>!n?.length||n.includes(e)).map(n=>t.entity(`event`,n)??Ye(e,t,`event`,n)).filter(e=>e!==void 0)}},jn=7,Mn=3;function Nn(e,t,n,r,i,a){let{lines:o}=r,s=e=>o[e]===void 0?[]:[o[e]],c=t=>s(t).map(t=>nn(e,t)),l=(e,t,n,r)=>t.length===0?[]:[{icon:e,text:t.join(`
`),entity:n,...r&&{path:r}}],u=(e,t,n,r)=>{if(!n?.length)return[];let i=String(n.length);return[{icon:e,text:Un(t,{count:i}),short:i,entity:r}]},d=[...l(`mdi:file-document-edit-outline`,[...s(`tests`),...zn(e,t,n,r,i)],n.entity(`sensor`,`next_test`)),...l(`mdi:account-alert-outline`,c(`detention`),n.entity(`calendar`,`school_life`))],f=[...u(`mdi:account-question-outline`,t.day.toJustify,r.to_justify,n.entity(`sensor`,`unjustified_absences`)),...u(`mdi:draw-pen`,t.day.toSign,r.to_sign,n.entity(`sensor`,`to_acknowledge`))],p=d.length>1?d:[...d,...f],m=n.entity(`todo`,`bag`);return[{kind:`now`,items:l(`mdi:cloud-off-outline`,c(`silent`),n.ofSchool(`sensor`,`last_successful_update`))},...Fn(e,t,n,i).map(e=>({kind:`now`,items:[e]})),{kind:`day`,items:l(`mdi:party-popper`,c(`holidays`),n.ofSchool(`calendar`,`holidays`))},{kind:`day`,items:l(`mdi:school-outline`,[...s(`free_days`),...c(`hours`),...c(`morning`)],n.entity(`sensor`,r.date===i?`end_of_day`:`first_lesson_next_school_day`))},{kind:`alert`,items:l(`mdi:calendar-alert`,Pn(t,c(`changes`)),n.entity(`event`,`lesson`),a)},{kind:`alert`,items:p},{kind:`more`,items:l(`mdi:bag-personal-outline`,s(`bag`),m,m&&`/todo?entity_id=${m}`)},{kind:`more`,items:l(`mdi:silverware-fork-knife`,s(`menu`),n.entity(`calendar`,`menus`))},{kind:`more`,items:l(`mdi:beach`,Bn(e,t,n,r,i),n.ofSchool(`calendar`,`holidays`))}].filter(({items:e})=>e.length>0)}function Pn(e,t){let n=t.flatMap(e=>e.split(`
`));if(n.length<=Mn)return n;let r=n.length-Mn+1;return[...n.slice(0,2),Un(e.day.others,{count:String(r)})]}function Fn(e,t,n,r){let i=n.entity(`sensor`,`current_lesson`),a=n.entity(`sensor`,`next_lesson`),o=[],s=Hn(e,i);s!==void 0&&o.push({icon:`mdi:book-open-variant`,text:Un(t.day.current,{lesson:Ln(s.state,s.attributes),end:on(e,String(s.attributes.end))}),entity:i});let c=Hn(e,a);return c!==void 0&&F(e,new Date(c.state))===r&&o.push({icon:`mdi:clock-outline`,text:Un(t.day.next,{lesson:Ln(Rn(c.attributes.subject)||In(t,c.attributes),c.attributes),start:on(e,c.state)}),entity:a}),o}function In(e,{status:t}){let{statuses:n,lesson:r}=e.timetable;return n[Rn(t)]??r}function Ln(e,t){return B([e,Rn(t.room)])}function Rn(e){return typeof e==`string`?e:``}function zn(e,t,n,r,i){let a=Hn(e,n.entity(`sensor`,`next_test`));if(a===void 0||r.lines.tests!==void 0)return[];let o=F(e,new Date(a.state));if(o<=(r.date??i))return[];let s=`${Vn(e,t,o,i)} ${on(e,a.state)}`,c=Rn(a.attributes.subject);return[Un(t.day.nextTest,{subject:c,when:s}).replace(` , `,` `)]}function Bn(e,t,n,r,i){let a=Hn(e,n.ofSchool(`calendar`,`holidays`));if(a?.state!==`off`||r.lines.holidays!==void 0)return[];let{message:o,start_time:s}=a.attributes;if(typeof o!=`string`||typeof s!=`string`)return[];let c=s.slice(0,10);return c>P(i,jn)?[]:[Un(t.day.soon,{name:o,day:Vn(e,t,c,i)})]}function Vn(e,t,n,r){return L(t,n,r)?.toLocaleLowerCase(e.language)??I(e,n,{weekday:`short`,day:`numeric`,month:`short`})}function Hn(e,t){let n=t===void 0?void 0:e.states[t];return n===void 0||[`unknown`,`unavailable`].includes(n.state)?void 0:n}function Un(e,t){return e.replace(/\{(\w+)\}/g,(e,n)=>t[n]??``)}var Wn=[[`sensor`,`next_lesson`],[`sensor`,`current_lesson`],[`sensor`,`wake_up`],[`sensor`,`next_test`],[`sensor`,`menu_today`],[`sensor`,`menu_tomorrow`],[`sensor`,`unjustified_absences`],[`sensor`,`to_acknowledge`],[`binary_sensor`,`school_day_today`],[`binary_sensor`,`detention_coming`],[`calendar`,`lessons`],[`event`,`day`],[`event`,`lesson`],[`event`,`homework`],[`todo`,`bag`]],Gn=6e5,Kn=class extends M{constructor(...e){super(...e),this.followed=Wn,this.clock=new N(this),this.brief=new k(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=t.entity(`calendar`,`lessons`);if(n===void 0)return;let r=this.watched().map(t=>{let{state:n,last_updated:r}=e.states[t]??{};return`${n} ${r}`}),i=Math.floor(+this.clock.now/Gn);return{key:`brief ${t.device} ${e.language}`,version:O(e,n)===`away`?D:[i,...r].join(),load:()=>It(this.hass??e,t.device,e.language)}})}static{this.styles=[E,o`
      ha-card {
        padding: 8px 16px;
      }
      .card-head {
        min-height: 0;
        margin: 8px 0 0;
      }
      .side {
        display: flex;
        gap: 0 12px;
      }
      .side > * {
        min-width: var(--finger);
      }
      .side > .brief {
        flex: none;
      }
      .number {
        display: none;
      }
      /* Beside a longer one, what is only counted keeps its icon and its number. */
      @container (max-width: 420px) {
        .side > :first-child:not(.brief) ~ .brief .text {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
          white-space: nowrap;
        }
        .side > :first-child:not(.brief) ~ .brief .number {
          display: inline;
        }
      }
      .side > button {
        grid-template-columns: 20px minmax(0, 1fr);
        gap: 6px;
        --mdc-icon-size: 20px;
      }
      button,
      .plain {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        align-items: center;
        gap: 12px;
        min-height: var(--finger);
        padding: 4px 0;
        text-align: start;
      }
      .row > button:only-child {
        width: 100%;
      }
      button:hover .text {
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-line;
        text-wrap: pretty;
      }
      b {
        font-weight: inherit;
      }
      .day b {
        font-weight: var(--strong);
        font-size: var(--large);
      }
      ha-icon {
        color: var(--faint);
      }
      .alert ha-icon {
        color: var(--alarm-ink);
      }
    `]}static getConfigForm(){return j()}getCardSize(){return 5}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return b`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.brief;return this.known(r,i,r=>{if(!r.known)return b`<p class="empty">${r.text}</p>`;let i=F(e,this.clock.now),a=this.config?.page,o=Nn(e,n,t,r,i,a);return b`<div aria-live="polite">
        ${o.length===0?b`<p class="empty">${n.overview.noLesson}</p>`:o.map(e=>this.row(e))}
      </div>`})}row({kind:e,items:t}){return b`<div class="row ${e} ${t.length>1?`side`:``}">
      ${t.map(e=>this.item(e))}
    </div>`}item(e){let[t,...n]=e.text.split(`
`),r=[b`<b>${t}</b>`,...n.map(e=>`\n${e}`)],i=b`<ha-icon icon=${e.icon} aria-hidden="true"></ha-icon
      ><span class="text">${r}</span>${e.short===void 0?x:b`<span class="number" aria-hidden="true">${e.short}</span>`}`;return e.entity===void 0&&e.path===void 0?b`<div class="plain">${i}</div>`:b`<button
          type="button"
          class=${e.short===void 0?``:`brief`}
          title=${e.short===void 0?x:e.text}
          @click=${()=>this.open(e)}
        >
          ${i}
        </button>`}open({entity:e,path:t}){if(t!==void 0){history.pushState(null,``,t);let e=new CustomEvent(`location-changed`,{detail:{replace:!1}});window.dispatchEvent(e)}else this.dispatchEvent(new CustomEvent(`hass-more-info`,{detail:{entityId:e},bubbles:!0,composed:!0}))}},qn=o`
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .button {
    box-sizing: border-box;
    min-width: var(--finger);
    min-height: var(--finger);
    padding: 6px 16px;
    border: 1px solid var(--line);
    border-radius: calc(var(--finger) / 2);
    color: var(--accent-ink);
    font-weight: var(--strong);
    text-decoration: none;
  }
  a.button {
    display: inline-grid;
    align-content: center;
  }
  .button:hover {
    background: var(--wash);
  }
  .button.main,
  .button.main:hover {
    border-color: transparent;
    background: var(--accent-ink);
    color: var(--ha-card-background, var(--card-background-color, white));
  }
  .button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  textarea,
  select,
  input[type="text"] {
    box-sizing: border-box;
    width: 100%;
    min-height: var(--finger);
    padding: 8px 12px;
    border: 1px solid var(--faint);
    border-radius: var(--round);
    background: var(--wash);
    color: var(--ink);
    /* Smaller ones make phones zoom in. */
    font: inherit;
    font-size: 16px;
  }
  ::placeholder {
    color: var(--faint);
    opacity: 1;
  }
  textarea {
    min-height: 96px;
    resize: vertical;
  }
  select option {
    background: var(--card-background-color, white);
    color: var(--ink);
  }
`,Jn=`M16.5 6v11.5a4 4 0 0 1-8 0V5a2.5 2.5 0 0 1 5 0v10.5a1 1 0 0 1-2 0V6H10v9.5a2.5 2.5 0 0 0 5 0V5a4 4 0 0 0-8 0v12.5a5.5 5.5 0 0 0 11 0V6z`,Yn=`M14 3v2h3.59l-9.83 9.83 1.41 1.41L19 6.41V10h2V3m-2 16H5V5h7V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7h-2z`,Xn=o`
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 6px 0 2px;
  }
  .files li {
    min-width: 0;
  }
  .files li > * {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 5px 10px 5px 6px;
    border-radius: 16px;
    background: var(--wash);
    color: var(--ink);
    text-decoration: none;
  }
  @media (pointer: coarse) {
    .files li > * {
      min-height: var(--finger);
      box-sizing: border-box;
      padding-inline: 12px 16px;
      border-radius: calc(var(--finger) / 2);
    }
  }
  .files a:hover {
    background: color-mix(in srgb, var(--accent) 16%, transparent);
  }
  .files span span,
  .files a span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .files svg {
    flex: none;
    width: 18px;
    height: 18px;
    fill: var(--faint);
  }
`;function Zn(e){let t=e.filter(e=>e!==null);return t.length===0?x:b`<ul class="files">
    ${t.map(e=>{let t=b`<svg viewBox="0 0 24 24" aria-hidden="true">
        <path d=${e.kind===`file`?Jn:Yn} />
      </svg>`;return b`<li>
        ${Qn(e.url)?b`<a href=${e.url} target="_blank" rel="noopener noreferrer"
                >${t}<span>${e.name}</span></a
              >`:b`<span>${t}<span>${e.name}</span></span>`}
      </li>`})}
  </ul>`}function Qn(e){return e!==null&&/^(https?:\/\/|\/api\/)/i.test(e)}var $n=/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;function er(e){let t=[],n=0;for(let{0:r,index:i}of e.matchAll($n))i>n&&t.push({text:e.slice(n,i)}),t.push({text:r,href:r}),n=i+r.length;return n<e.length&&t.push({text:e.slice(n)}),t}function tr(e){return b`<p><span class="prose">${er(e).map(({text:e,href:t})=>t===void 0?e:b`<a href=${t} target="_blank" rel="noopener noreferrer"
          >${e}</a
        >`)}</span></p>`}function nr(e,t){return t instanceof At&&t.lost?e.write.noAnswer:A(t)}var rr=o`
  .write {
    display: grid;
    gap: 8px;
    margin: 8px 0;
    padding: 12px;
    border: 1px solid var(--accent);
    border-radius: var(--round);
  }
  .outcome {
    margin-top: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--success-color, var(--accent));
    border-radius: 4px;
    background: var(--wash);
    overflow-wrap: anywhere;
  }
  .outcome.failed {
    border-color: var(--alarm);
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
  }
  .unseen {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    margin-bottom: 12px;
  }
  .unseen .outcome {
    margin-top: 0;
  }
  .unseen button {
    min-height: var(--finger);
    padding: 8px 16px;
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
`,ir=/* @__PURE__ */ new Map,ar=/* @__PURE__ */ new Set,or=class{constructor(e,t){this.host=e,this.key=t,this.lost=/* @__PURE__ */ new Set,e.addController(this)}hostConnected(){ar.add(this)}hostDisconnected(){ar.delete(this),this.state?.step===`over`&&this.state.outcome.failed&&this.leave()}leave(){if(this.state?.step===`over`){ir.set(this.key(),this.state.outcome),this.state=void 0;for(let e of ar)e.host.requestUpdate()}}get id(){return this.state?.id}get running(){return this.state?.step===`running`}isAsking(e){return this.state?.step===`asked`&&this.state.id===e}outcomeOf(e){return this.state?.step===`over`&&this.state.id===e?this.state.outcome:void 0}clear(){this.state!==void 0&&!this.running&&this.show(void 0)}ask(e,t){this.running||(this.show({id:e,step:`asked`,intention:t}),this.host.updateComplete.then(()=>this.host.renderRoot.querySelector(`.write .main`)?.focus()))}async confirm(e){let{state:t}=this;if(t?.step!==`asked`)return;let{id:n,intention:r}=t;await this.run(e,n,()=>r.run(),e=>e)}async run(e,t,n,r,i=!1){if(!this.running){this.show({id:t,step:`running`});try{let e=await n(),i=r(e);return this.lost.delete(t),this.end(t,i&&{text:i,failed:!1,maybeSent:!1}),{answer:e}}catch(n){let r=n instanceof At&&n.lost&&!i;r&&this.lost.add(t);let a=r?n.key===`write_unconfirmed`?A(n):e.write.lost:nr(e,n);this.end(t,{text:a,failed:!0,maybeSent:r});return}}}end(e,t){this.show(t?{id:e,step:`over`,outcome:t}:void 0),ar.has(this)||this.leave()}show(e){this.state=e,this.host.requestUpdate()}render(e,t){let{state:n}=this;if(n===void 0||n.id!==t)return x;switch(n.step){case`asked`:return this.renderQuestion(e,t,n.intention);case`running`:return b`<p class="outcome waiting" role="status">
          ${e.write.running}
        </p>`;case`over`:return sr(n.outcome)}}renderQuestion(e,t,{question:n,label:r}){let i=e.write;return b`<div class="write" role="group" aria-label=${n}>
      ${this.lost.has(t)?b`<p class="error">${i.lost}</p>`:x}
      <p>${n}</p>
      <div class="buttons">
        <button class="button main" @click=${()=>void this.confirm(e)}>
          ${r}
        </button>
        <button class="button" @click=${()=>this.clear()}>
          ${i.cancel}
        </button>
      </div>
    </div>`}renderUnseen(e){let t=this.key(),n=ir.get(t);return n===void 0?x:b`<div class="unseen">
      ${sr(n)}
      <button
        @click=${()=>{ir.delete(t),this.host.requestUpdate()}}
      >
        ${e.close}
      </button>
    </div>`}};function sr({text:e,failed:t}){return t?b`<p class="outcome failed" role="alert">${e}</p>`:b`<p class="outcome" role="status">${e}</p>`}var cr=`image/*,.pdf,.doc,.docx,.odt,.txt`;async function lr(e,t){let n=new FormData;n.append(`file`,t);let r=await e.fetchWithAuth(`/api/file_upload`,{method:`POST`,body:n});if(!r.ok)throw new At(`${t.name}: ${r.status}`,void 0,!1);let{file_id:i}=await r.json();return i}async function ur(e,t){return t===void 0?{}:{upload:await lr(e,t)}}function dr(e,t){return z(e,t,`get_documents`,{cached:!0})}async function fr(e,t,n){let{url:r}=await z(e,t,`get_signature_link`,{document:n});return r}async function pr(e,t,n,r){return z(e,t,`upload_document`,{document:n,upload:await lr(e,r)})}var mr=[`locker`,`personal`,`support_plan`,`report_card`,`skills_report_card`,`school`,`diploma`,`signed`,`former_report_card`],hr=/* @__PURE__ */ new Set([`signed`,`former_report_card`]);function gr(e){let t=e=>(mr.indexOf(e)+1||mr.length)-1,n=e=>`${+(e.read===!1)} ${e.published??``}`;return[...H(e,({kind:e})=>e)].sort(([e],[n])=>t(e)-t(n)).map(([e,t])=>({kind:e,folded:hr.has(e),documents:t.toSorted((e,t)=>n(t).localeCompare(n(e)))}))}function _r({to_sign:e,to_hand_in:t}){return{toSign:e.toSorted((e,t)=>Number(t.waits)-Number(e.waits)),toHandIn:t.toSorted((e,t)=>Number(t.handed_in===null)-Number(e.handed_in===null)||(e.due??`9`).localeCompare(t.due??`9`))}}var vr=o`
  .groups {
    columns: 340px;
    column-gap: 32px;
  }
  section,
  details {
    margin-bottom: 16px;
    break-inside: avoid;
  }
  h3,
  summary {
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  summary {
    box-sizing: border-box;
    min-height: var(--finger);
    padding-top: 10px;
    cursor: pointer;
  }
  details:not([open]) summary {
    border: none;
  }
  summary h3 {
    display: inline;
    border: none;
  }
  li {
    break-inside: avoid;
  }
  li.paper {
    display: grid;
    gap: 4px;
    padding: 8px 0;
  }
  li.document {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  a.row {
    flex: 1;
    display: grid;
    align-content: center;
    min-width: 0;
    min-height: 48px;
    padding: 4px;
    border-radius: var(--round);
    color: inherit;
    text-decoration: none;
  }
  span.row {
    flex: 1;
    display: grid;
    padding: 8px 4px;
  }
  a.row:hover {
    background: var(--wash);
  }
  .icon {
    flex: none;
    display: grid;
    place-items: center;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
    color: var(--faint);
  }
  .icon:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .name {
    overflow-wrap: anywhere;
  }
  .new .name {
    font-weight: var(--ha-font-weight-bold, 700);
  }
  .faint {
    color: var(--faint);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }
  .waits .name {
    font-weight: var(--strong);
  }
  .due {
    color: var(--alarm-ink);
    font-size: var(--small);
  }
  label.button {
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  label.button:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
`,yr=class extends M{constructor(...e){super(...e),this.followed=[[`todo`,`homework`],[`sensor`,`documents_to_sign`],[`sensor`,`documents_to_hand_in`],[`event`,`document`]],this.write=new or(this,()=>`documents ${this.child?.device}`),this.clock=new N(this),this.found=new k(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return{key:`documents ${t.device} ${F(e,this.clock.now)}`,version:this.version(e),load:()=>dr(e,t.device)}})}static{this.properties={...M.properties,links:{state:!0}}}static{this.styles=[E,qn,rr,vr]}static getConfigForm(){return j()}disconnectedCallback(){super.disconnectedCallback(),this.links=void 0}heading(e){return`${this.strings.documents.title} – ${e.name}`}version(e){let t=this.watched().filter(t=>O(e,t)!==D);return t.length===0?D:t.filter(e=>!e.startsWith(`todo.`)).map(t=>e.states[t]?.last_updated).join()}content(e,t){let n=this.strings.documents,{value:r,error:i}=this.found;return this.known(r,i,r=>{let{toSign:i,toHandIn:a}=_r(r),o=gr(r.documents);return i.length+a.length+o.length===0?b`<p class="empty">${n.none}</p>`:b`${this.write.renderUnseen(this.strings)}
        <div class="groups">
          ${this.section(n.toSign,i.map(n=>this.signature(e,t,n)))}
          ${this.section(n.toHandIn,a.map(n=>this.paper(e,t,n)))}
          ${o.map(t=>this.group(e,t))}
        </div>`})}section(e,t){return t.length===0?x:b`<section>
          <h3>${e}</h3>
          <ul>
            ${t}
          </ul>
        </section>`}group(e,t){let n=this.strings.documents.kinds[t.kind]??t.kind,r=t.documents.map(t=>this.document(e,t));return t.folded?b`<details>
      <summary><h3>${n} (${r.length})</h3></summary>
      <ul>
        ${r}
      </ul>
    </details>`:this.section(n,r)}day(e,t){return I(e,t,{day:`numeric`,month:`long`,...t.slice(0,4)===F(e,this.clock.now).slice(0,4)?{}:{year:`numeric`}})}document(e,t){let n=this.strings.documents,{name:r,url:i,read:a,published:o,comment:s}=t,c=[t.category,t.period,t.school_class,t.author,o&&this.day(e,o)].filter(Boolean),l=b`<span class="name"
        >${C(a===!1,()=>b`<span class="hidden">${n.unread} </span>`)}${r}</span
      ><span class="faint">${B(c)}</span>
      ${C(s,()=>b`<span class="faint">${s}</span>`)}`;return b`<li class=${a===!1?`document new`:`document`}>
      ${Qn(i)?b`<a
              class="row"
              href=${i}
              target="_blank"
              rel="noopener noreferrer"
              >${l}</a
            >`:b`<span class="row">${l}</span>`}
      ${C(i?.startsWith(`/api/`)&&i,e=>{let t=n.download.replace(`{name}`,r);return b`<a
          class="icon"
          href=${e}
          download=${r}
          title=${t}
          aria-label=${t}
          ><ha-icon icon="mdi:download" aria-hidden="true"></ha-icon
        ></a>`})}
    </li>`}signature(e,t,n){let r=this.strings.documents,{key:i,name:a,waits:o,sent_on:s,signatures:c,signers:l}=n,u=[r.statuses[n.status]??``,n.requested_by,s&&this.day(e,s),c!==null&&l!==null?r.signatures.replace(`{count}`,String(c)).replace(`{all}`,String(l)):``].filter(Boolean);return b`<li class=${o?`paper waits`:`paper`}>
      <span class="name">${a}</span>
      <span class="faint">${B(u)}</span>
      ${this.link(e,t,n,this.links?.get(i))}
    </li>`}link(e,t,{key:n,name:r,waits:i},a){let o=this.strings.documents;if(a===`waiting`)return b`<p class="waiting" role="status">${this.strings.loading}</p>`;if(a!==void 0&&`url`in a&&Qn(a.url))return b`<div class="buttons" role="status">
          <a
            class="button main"
            href=${a.url}
            target="_blank"
            rel="noopener noreferrer"
            @click=${()=>this.note(n,void 0)}
            >${i?o.openToSign:o.openSigned}</a
          >
        </div>
        <p class="faint">${o.once}</p>`;let s=i?o.sign:o.show;return b`${a!==void 0&&`refusal`in a?b`<p class="error" role="alert">${a.refusal}</p>`:x}
      <div class="buttons">
        <button
          class="button"
          aria-label="${s} ${r}"
          @click=${()=>void this.request(e,t,n)}
        >
          ${s}
        </button>
      </div>`}note(e,t){let n=new Map(this.links);t===void 0?n.delete(e):n.set(e,t),this.links=n}async request(e,{device:t},n){this.note(n,`waiting`);try{this.note(n,{url:await fr(e,t,n)})}catch(e){this.note(n,{refusal:A(e)})}}paper(e,{device:t},n){let{strings:r,write:i}=this,a=r.documents,{key:o,name:s,due:c,message:l,handed_in:u}=n,d=u===null?a.choose:a.replace;return b`<li class=${u===null?`paper waits`:`paper`}>
      <span class="name">${s}</span>
      ${C(u,e=>b`<span class="faint"
            >${a.has.replace(`{file}`,e)}</span
          >`)}
      ${C(u===null&&c,t=>b`<span class="due"
            >${a.due.replace(`{day}`,this.day(e,t))}</span
          >`)}
      ${C(l,()=>tr(l))} ${i.render(r,o)}
      ${n.may_hand_in?i.isAsking(o)||i.running?x:b`<div class="buttons">
                <label class="button"
                  ><span>${d}</span
                  ><input
                    class="hidden"
                    type="file"
                    accept=${cr}
                    aria-label="${d} ${s}"
                    @change=${n=>{let r=n.target,[c]=r.files??[];r.value=``,c!==void 0&&i.ask(o,{question:a.askHandIn.replace(`{file}`,c.name).replace(`{paper}`,s),label:a.handIn,run:async()=>{try{await pr(e,t,o,c)}finally{await this.found.load()}return a.handedIn}})}}
                /></label>
              </div>`:C(u===null,()=>b`<span class="faint">${a.atSchool}</span>`)}
    </li>`}},br=/^#[0-9a-f]{6}$/i;function J(e){return e!=null&&br.test(e)?`--color: ${e}`:x}var xr=100,Sr=28,Cr=3;function wr(e){let t=e.map(({value:e})=>e),[n,r]=[Math.min(...t),Math.max(...t)],[i,a]=[e[0]?.at??0,e.at(-1)?.at??0];return e.map(({at:e,value:t})=>[Cr+(e-i)/(a-i||1)*94,r===n?Sr/2:Cr+(r-t)/(r-n)*22])}function Tr(e){if(e===void 0||e.length<2)return x;let t=wr(e),[n,r]=t.at(-1)??[];return b`<svg
    class="spark"
    viewBox="0 0 ${xr} ${Sr}"
    aria-hidden="true"
  >
    ${Ee`<polyline points=${t.map(e=>e.join()).join(` `)} />
      <circle cx=${n} cy=${r} r="2.5" />`}
  </svg>`}var Er=864e5;async function Dr(e,t,n,r){if(t.length===0)return/* @__PURE__ */ new Map;let i=await e.callWS({type:`recorder/statistics_during_period`,start_time:(/* @__PURE__ */ new Date(+n-r*Er)).toISOString(),statistic_ids:t,period:`day`,types:[`mean`]});return new Map(Object.entries(i).map(([e,t])=>[e,t.flatMap(({start:e,mean:t})=>t==null?[]:[{at:e,value:t}])]))}var Y=20,Or=[`absent_zero`,`not_handed_in_zero`];function kr(e){return e.code===`congratulations`?e.out_of??Y:Or.includes(e.code??``)?0:e.value}function Ar(e){let[t,n,r]=[0,0,0],i=[];for(let a of e){let e=kr(a);if(e===null||a.upcoming)continue;let o=a.out_of??Y;a.scaled_to_20&&([e,o]=[e*Y/o,Y]);let[s,c]=[e*a.coefficient,o*a.coefficient];a.bonus?r+=Math.max(s-c/2,0):a.optional?i.push([s,c]):[t,n]=[t+s,n+c]}let a=([e,t])=>t?e/t:0;for(let e of i.sort((e,t)=>a(t)-a(e)))e[1]&&n&&a(e)>t/n&&([t,n]=[t+e[0],n+e[1]]);if(!n)return;let o=Math.min((t+r)*Y/n,Y);return Math.round(o*100)/100}var jr=.015;function Mr(e,t,n){let r=/* @__PURE__ */ new Map,i=e=>e===void 0?void 0:e*n/Y,a=i(Ar(e));if(t!==null&&(a===void 0||Math.abs(a-t)>jr))return r;let o=e.map((e,t)=>({grade:e,place:t})).sort((e,t)=>e.grade.date.localeCompare(t.grade.date)||t.place-e.place).map(({grade:e})=>e).filter(e=>kr(e)!==null&&!e.upcoming);return o.forEach((e,n)=>{let a=n===o.length-1;r.set(e.key,{before:i(Ar(o.slice(0,n))),after:(a?t:null)??i(Ar(o.slice(0,n+1)))})}),r}var Nr=20;function Pr(e){let{hass:t,strings:n,subject:r,grades:i,veiled:a}=e,o=n.grades,s=typeof r==`string`?null:r.average,c=(typeof r==`string`?null:r.out_of)??Nr,l=a?/* @__PURE__ */ new Map:Mr(i,s,c),u=b`
    ${s===null||a?x:b`<p>
            ${o.average} <b>${G(t,s)}</b>
            <span class="faint">/ ${W(t,c)}</span>
          </p>`}
    ${i.length===0?b`<p class="faint">${o.noneOfSubject}</p>`:b`<ul>
            ${i.map(r=>e.row(r,Fr(t,n,l.get(r.key))))}
          </ul>`}
    ${e.needed===void 0||a||s===null?x:Ir(e,s,c)}
    ${Xt(n)}
  `;return Jt(e.name,u,e.close,{style:e.style})}function Fr(e,t,n){if(n?.after===void 0||n.before===void 0)return x;let{effect:r}=t.grades;return b`<span class="small comment"
    >${r.replace(`{before}`,G(e,n.before)).replace(`{after}`,G(e,n.after))}</span
  >`}function Ir({strings:e,needed:t,ask:n},r,i){let a=e.grades,o=Math.min(i,Math.floor(r)+1);return b`<form
    @submit=${e=>{e.preventDefault();let t=new FormData(e.target);n(Number(t.get(`average`)),Number(t.get(`coefficient`)))}}
  >
    <h4>${a.need}</h4>
    <div class="pair">
      <label class="field">
        <span>${a.target}</span>
        <input
          type="number"
          name="average"
          required
          min="0"
          max=${i}
          step="any"
          inputmode="decimal"
          .value=${String(o)}
        />
      </label>
      <label class="field">
        <span>${a.ofCoefficient}</span>
        <input
          type="number"
          name="coefficient"
          required
          min="0.01"
          max="100"
          step="any"
          inputmode="decimal"
          .value=${`1`}
        />
      </label>
    </div>
    <div class="acts"><button class="act main">${a.compute}</button></div>
    ${t==null?x:b`<p class="outcome" role=${t.failed?`alert`:`status`}>
            ${t.text}
          </p>`}
  </form>`}var Lr=o`
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
    gap: 24px 40px;
  }
  .overall {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0 24px;
    margin-bottom: 16px;
  }
  .overall b {
    font-size: 40px;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 1.1;
    font-variant-numeric: tabular-nums;
  }
  .overall small,
  .faint {
    color: var(--faint);
  }
  .overall small {
    font-size: var(--large);
  }
  .spark {
    display: block;
    overflow: visible;
    stroke: var(--color, var(--accent));
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    fill: none;
  }
  .spark circle {
    fill: var(--color, var(--accent));
    stroke: none;
  }
  .overall .spark {
    width: 100%;
    max-width: 240px;
    height: 56px;
    justify-self: end;
  }
  h3 {
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  .subject,
  .grade {
    display: grid;
    align-items: center;
    gap: 0 12px;
    padding: 7px 0;
  }
  .subject {
    grid-template-columns: 4px minmax(0, 1fr) 72px 3.2em;
    width: 100%;
    min-height: var(--finger);
    text-align: start;
  }
  .subject:hover .name,
  .link:hover {
    text-decoration: underline;
  }
  .link {
    /* One line is as high as a finger, and its neighbors stand as close as without. */
    min-height: var(--finger);
    padding-block: 12px;
    margin-block: -12px;
    text-align: start;
  }
  dialog .small {
    font-size: var(--medium);
  }
  dialog h4 {
    margin-top: 20px;
    font-weight: var(--strong);
  }
  .bar {
    align-self: stretch;
    border-radius: 2px;
    background: var(--color, var(--line));
  }
  .name {
    overflow-wrap: anywhere;
  }
  .value {
    font-size: var(--large);
    font-weight: var(--strong);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .value small {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
    font-size: var(--small);
  }
  .small {
    display: block;
    color: var(--faint);
    font-size: var(--small);
  }
  .subject .spark {
    width: 72px;
    height: 24px;
  }
  .grade {
    grid-template-columns: 4px minmax(0, 1fr) auto;
    break-inside: avoid;
  }
  @container (min-width: 1200px) {
    .parts {
      grid-template-columns: minmax(0, 5fr) minmax(0, 9fr);
    }
    .grades {
      columns: 2;
      column-gap: 40px;
    }
  }
  .scale {
    position: relative;
    grid-column: 2 / -1;
    height: 4px;
    margin: 7px 0 3px;
    border-radius: 2px;
    background: var(--wash);
  }
  .scale .class {
    position: absolute;
    inset-block: 0;
    border-radius: 2px;
    background: color-mix(in srgb, var(--ink) 18%, transparent);
  }
  .scale i {
    position: absolute;
    top: -3px;
    width: 2px;
    height: 10px;
    margin-inline-start: -1px;
    border-radius: 1px;
    background: var(--faint);
  }
  .scale i.own {
    top: -4px;
    width: 12px;
    height: 12px;
    margin-inline-start: -6px;
    border-radius: 50%;
    background: var(--color, var(--accent));
    box-shadow: 0 0 0 2px var(--card-background-color, #fff);
  }
  @container (max-width: 320px) {
    .overall .spark {
      display: none;
    }
    .subject {
      grid-template-columns: 4px minmax(0, 1fr) 44px 3.2em;
    }
    .subject .spark {
      width: 44px;
    }
  }
  @container (max-width: 240px) {
    .subject {
      grid-template-columns: 4px minmax(0, 1fr) auto;
    }
    .subject .curve {
      display: none;
    }
  }
  .comment {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  select {
    min-height: var(--finger);
    max-width: 100%;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  .veil {
    min-height: var(--finger);
    padding: 6px 12px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .veil:hover {
    background: var(--wash);
  }
`,Rr=8,zr=20,Br=120,Vr=class extends M{constructor(...e){super(...e),this.followed=[[`sensor`,`overall_average`],[`sensor`,`class_average`],[`sensor`,`last_grade`],[`event`,`grade`]],this.clock=new N(this),this.book=new k(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0&&this.isFollowed(t))return{key:`grades ${t.device}`,version:this.version(e),load:()=>zt(e,t.device)}}),this.former=new k(this,()=>{let{hass:e,child:t,chosen:n}=this;if(e!==void 0&&t!==void 0&&n!==void 0)return{key:`grades ${t.device} ${n}`,load:()=>zt(e,t.device,n)}}),this.curves=new k(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=[...this.sensors(e,t).values()];return{key:`curves ${n.join()}`,version:`${F(e,this.clock.now)} ${this.version(e)}`,load:()=>Dr(e,n,this.clock.now,Br)}})}static{this.properties={...M.properties,unveiled:{state:!0},chosen:{state:!0},opened:{state:!0},needed:{state:!0}}}static{this.styles=[E,qt,rr,Lr]}static getConfigForm(){return j({name:`grades`,default:Rr,selector:{number:{min:1,max:50,mode:`box`}}},{name:`discreet`,selector:{boolean:{}}},R)}setConfig(e){super.setConfig(e),this.chosen=void 0}heading(e){return`${this.strings.grades.title} – ${e.name}`}tools(e){return b`${this.periods(e)} ${this.veil()}`}periods(e){let t=this.book.value,n=F(e,this.clock.now),r=(t?.periods??[]).filter(({start:e})=>e===null||e<=n);return t===void 0||r.length<2?x:b`<select
      aria-label=${this.strings.grades.period}
      @change=${e=>{let{value:n}=e.target;this.chosen=n===t.period?void 0:n}}
    >
      ${r.map(({name:e})=>b`<option
            value=${e}
            .selected=${e===(this.chosen??t.period)}
          >
            ${e}
          </option>`)}
    </select>`}veil(){if(this.config?.discreet!==!0)return x;let{show:e,hide:t}=this.strings.grades,n=this.unveiled===!0;return b`<button
      class="veil"
      aria-pressed=${n?`true`:`false`}
      @click=${()=>{this.unveiled=!n}}
    >
      ${n?t:e}
    </button>`}content(e,t){let{strings:n}=this;if(!this.isFollowed(t))return b`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.chosen===void 0?this.book:this.former;return this.known(r,i,r=>Ur(r)?b`<p class="empty">
            ${n.grades.none.replace(`{period}`,r.period)}
          </p>`:b`<div class="parts">
              ${this.averages(e,t,r)} ${this.last(e,r)}
            </div>
            ${this.details(e,t,r)}`)}updated(){Zt(this.renderRoot)}named(e){return Dt(this.config?.subjects,e)}open(e){e!==null&&(this.needed=null,this.opened=e)}details(e,t,n){let{opened:r}=this;if(r===void 0)return x;let i=n.subjects.find(e=>e.subject===r),a=i?.color;return Pr({hass:e,strings:this.strings,subject:i??r,name:this.named(r)??r,grades:n.grades.filter(e=>e.subject===r),veiled:this.veiled,needed:this.chosen===void 0?this.needed:void 0,style:J(a),row:(t,n)=>this.grade(e,t,a,n),ask:(n,i)=>void this.ask(e,t,r,n,i),close:()=>{this.opened=void 0}})}async ask(e,t,n,r,i){let{strings:a}=this,{needed:o,impossible:s}=a.grades;try{let a=await Bt(e,t.device,n,r,i),c=a.needed===null?s:o.replace(`{grade}`,W(e,a.needed)).replace(`{scale}`,W(e,a.out_of));this.needed={text:c,failed:!1}}catch(e){let t=nr(a,e);this.needed={text:t,failed:!0}}}get veiled(){return this.config?.discreet===!0&&this.unveiled!==!0}figure(e){return this.veiled?b`<span aria-hidden="true">•••</span>`:e}isFollowed(e){return this.followed.some(([t,n])=>e.entity(t,n)!==void 0)}version(e){return this.watched().filter(t=>O(e,t)!==`away`).map(t=>e.states[t]?.last_updated).join()||`away`}sensors(e,t){let n=/* @__PURE__ */ new Map,r=t.entity(`sensor`,`overall_average`);r!==void 0&&n.set(``,r);for(let r of t.entities(`sensor`,`subject_average`)){let t=e.states[r]?.attributes.subject;typeof t==`string`&&n.set(t,r)}return n}curve(e,t,n){let r=this.sensors(e,t).get(n);return r===void 0||this.veiled||this.chosen!==void 0?void 0:this.curves.value?.get(r)}averages(e,t,n){let r=this.strings.grades,i=n.subjects.filter(({average:e,subject:t})=>e!==null&&this.named(t)!==void 0);return n.overall_average===null&&i.length===0?x:b`<section>
      ${n.overall_average===null?x:b`<div class="overall">
              <p>
                <span class="faint">${r.overall}, ${n.period}</span
                ><br />
                <b>${this.figure(G(e,n.overall_average))}</b>
                <small>/ ${W(e,n.out_of)}</small><br />
                ${n.class_overall_average===null?x:b`<span class="faint"
                        >${r.class}
                        ${G(e,n.class_overall_average)}</span
                      >`}
              </p>
              ${Tr(this.curve(e,t,``))}
            </div>`}
      ${i.length===0?x:b`<h3>${r.subjects}</h3>
              <ul>
                ${i.map(n=>this.subject(e,n,this.curve(e,t,n.subject)))}
              </ul>`}
    </section>`}subject(e,t,n){let r=this.strings.grades,i=this.named(t.subject)??t.subject;return b`<li style=${J(t.color)}>
      <button
        class="subject"
        title=${r.open.replace(`{subject}`,i)}
        @click=${()=>this.open(t.subject)}
      >
        <span class="bar"></span>
        <span class="name"
          >${i}
          ${t.class_average===null?x:b`<span class="small"
                  >${r.class}
                  ${G(e,t.class_average)}</span
                >`}</span
        >
        <span class="curve">${Tr(n)}</span>
        <span class="value"
          >${t.average===null?x:this.figure(b`${G(e,t.average)}${Hr(e,t.out_of)}`)}</span
        >
      </button>
    </li>`}last(e,t){let n=new Map(t.subjects.map(({subject:e,color:t})=>[e,t])),r=t.grades.filter(({subject:e})=>this.named(e??``)!==void 0).slice(0,this.config?.grades??Rr);return r.length===0?x:b`<section>
      <h3>${this.strings.grades.last}</h3>
      <ul class="grades">
        ${r.map(t=>this.grade(e,t,n.get(t.subject??``)))}
      </ul>
    </section>`}grade(e,t,n,r){let i=this.strings.grades,a=[I(e,t.date,{day:`numeric`,month:`short`}),t.title??``,t.coefficient===1?``:`${i.coefficient} ${W(e,t.coefficient)}`,t.optional?i.optional:``,t.bonus?i.bonus:``].filter(Boolean),o=this.named(t.subject??``)??``,s=r!==void 0;return b`<li class="grade" style=${J(n)}>
      <span class="bar"></span>
      <span class="name"
        >${s?x:b`<button
                class="link"
                @click=${()=>this.open(t.subject)}
              >
                ${o}
              </button>`}<span class="small">${B(a)}</span></span
      >
      <span class="value"
        >${this.figure(t.value===null?i.codes[t.code??``]??`–`:b`${W(e,t.value)}${Hr(e,t.out_of)}`)}</span
      >
      ${this.context(e,t)}
      ${C(t.comment&&!this.veiled,()=>b`<span class="small comment">${t.comment}</span>`)}
      ${r??x}
    </li>`}context(e,{value:t,out_of:n,lowest:r,highest:i,class_average:a}){if(a===null||!n)return x;let o=e=>`inset-inline-start: ${Math.min(100,Math.max(0,e/n*100))}%`,s=this.strings.grades,c=r===null||i===null?``:` (${W(e,r)} – ${W(e,i)})`,l=`${s.class} ${W(e,a)}${c}`;return b`<span class="scale" role="img" aria-label=${l} title=${l}>
        ${r===null||i===null?x:b`<span
                class="class"
                style="${o(r)}; inset-inline-end: ${100-Math.min(100,i/n*100)}%"
              ></span>`}
        <i style=${o(a)}></i>
        ${t===null||this.veiled?x:b`<i class="own" style=${o(t)}></i>`}
      </span>
      <span class="small comment" aria-hidden="true">${l}</span>`}};function Hr(e,t){return t===null||t===zr?x:b`<small> /${W(e,t)}</small>`}function Ur(e){return e.grades.length===0&&e.overall_average===null}var Wr=14,Gr=class extends M{constructor(...e){super(...e),this.followed=[[`todo`,`homework`]],this.clock=new N(this),this.homework=new k(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`todo`,`homework`);if(e===void 0||t===void 0||n===void 0)return;let r=this.today(e),i=P(r,-14),a=P(r,this.config?.days??Wr);return{key:`homework ${n} ${i} ${a}`,version:O(e,n),watch:t=>Ut(e,n,t),load:()=>Rt(e,t.device,i,a)}})}static{this.properties={...M.properties,refusal:{state:!0},unfolded:{state:!0}}}static{this.styles=[E,Xn,o`
      .days {
        columns: 340px;
        column-gap: 32px;
      }
      .day {
        margin-bottom: 20px;
        break-inside: avoid;
      }
      .day:last-child {
        margin-bottom: 0;
      }
      h3 {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding-bottom: 4px;
        border-bottom: 1px solid var(--line);
        font-weight: var(--strong);
      }
      h3 span:first-child::first-letter {
        text-transform: uppercase;
      }
      h3 .left {
        color: var(--faint);
        font-weight: var(--ha-font-weight-normal, 400);
      }
      .late h3 {
        color: var(--alarm-ink);
      }
      .work {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr);
        align-items: start;
        padding: 4px 0;
      }
      .subject {
        padding-top: 8px;
        break-inside: avoid;
      }
      label {
        display: grid;
        place-items: center start;
        width: var(--finger);
        height: var(--finger);
        margin: -8px 0;
        cursor: pointer;
      }
      input {
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
      h4 {
        padding: 3px 0 3px 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        font-size: var(--large);
        font-weight: var(--strong);
        line-height: 22px;
        overflow-wrap: anywhere;
      }
      .work p {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .work .marks {
        color: var(--faint);
        font-size: var(--small);
      }
      .subject.done h4,
      .work.done p {
        color: var(--faint);
      }
      .subject.done h4 {
        text-decoration: line-through;
        border-inline-start-color: var(--line);
      }
      .note {
        margin-top: 16px;
        color: var(--faint);
        font-size: var(--small);
      }
    `]}static getConfigForm(){return j({name:`days`,default:Wr,selector:{number:{min:1,max:30,mode:`box`}}},{name:`hide_done`,selector:{boolean:{}}},{name:`rows`,label:`shown_first`,selector:{number:{min:1,max:50,mode:`box`}}},R)}heading(e){return`${this.strings.homework.title} – ${e.name}`}content(e,t){let{strings:n}=this,r=t.entity(`todo`,`homework`);if(r===void 0)return b`<p class="empty">${n.notFollowed}</p>`;let{value:i,error:a}=this.homework;return this.known(i,this.refusal??a,t=>{let i=this.shown(e,Ot(this.config?.subjects,t)),a=this.config?.rows??i.length;return i.length===0?b`<p class="empty">${n.homework.none}</p>`:b`<div class="days">
              ${this.days(e,r,this.unfolded?i:i.slice(0,a))}
            </div>
            ${$t(n,i.length,a,this.unfolded===!0,()=>{this.unfolded=this.unfolded!==!0})}
            ${C(e.states[r]?.attributes.ticks===`home_assistant`,()=>b`<p class="note">${n.homework.atHome}</p>`)}`})}today(e){return F(e,this.clock.now)}shown(e,t){let n=this.today(e),r=this.config?.hide_done===!0;return t.filter(({due:e,done:t})=>!t||e>=n&&!r)}days(e,t,n){let r=this.today(e);return[...H(n,({due:e})=>e<r?``:e)].sort(([e],[t])=>e.localeCompare(t)).map(([n,i])=>{let a=i.filter(e=>!e.done).reduce((e,t)=>e+(t.duration??0),0);return b`<section class=${n===``?`day late`:`day`}>
          <h3>
            <span>${this.dayName(e,n,r)}</span>
            ${C(a,()=>b`<span class="left">${rn(a)}</span>`)}
          </h3>
          <ul>
            ${[...H(i,({subject:e})=>e)].map(([r,i])=>this.subject(e,t,r,i,n===``))}
          </ul>
        </section>`})}dayName(e,t,n){if(t===``)return this.strings.homework.late;let r=I(e,t,{weekday:`long`,day:`numeric`,month:`long`}),i=L(this.strings,t,n);return i===void 0?r:`${i}, ${r}`}subject(e,t,n,r,i){let a=n??this.strings.homework.work;return b`<li class=${r.every(e=>e.done)?`subject done`:`subject`}>
      <h4 style=${J(r[0]?.color)}>${a}</h4>
      <ul>
        ${r.map(n=>this.work(e,t,n,a,i))}
      </ul>
    </li>`}work(e,t,n,r,i){let a=this.strings.homework,o=[i?I(e,n.due,{day:`numeric`,month:`short`}):``,n.duration?rn(n.duration):``,a.difficulties[n.difficulty??``]??``,a.returns[n.hand_in_method??``]??``].filter(Boolean);return b`<li class=${n.done?`work done`:`work`}>
      <label>
        <input
          type="checkbox"
          aria-label="${a.done} ${r}, ${n.text}"
          .checked=${n.done}
          @change=${r=>void this.tick(e,t,n,r.target.checked)}
        />
      </label>
      <div>
        <p>${n.text}</p>
        ${C(o.length,()=>b`<p class="marks">${B(o)}</p>`)}
        ${Zn([...n.attachments,n.handed_in,n.corrected])}
      </div>
    </li>`}async tick(e,t,n,r){this.refusal=void 0,this.assume(n,r);try{await Wt(e,t,n.key,r)}catch(e){this.refusal=A(e),this.assume(n,!r)}}assume(e,t){let{value:n}=this.homework;n!==void 0&&this.homework.assume(n.map(n=>n.key===e.key?{...n,done:t}:n))}},Kr=o`
  .chosen {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  form > .chosen,
  form > .attach {
    margin-top: 8px;
  }
  .chosen span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .attach {
    position: relative;
    display: inline-grid;
    flex: none;
    align-content: center;
    box-sizing: border-box;
    min-height: var(--finger);
    padding: 4px 0;
    color: var(--accent-ink);
    font-weight: var(--strong);
    cursor: pointer;
  }
  .attach:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .attach:hover {
    text-decoration: underline;
  }
`;function qr(e){let{strings:t,files:n,several:r,disabled:i,choose:a}=e,o=t.files;return b`${n.map(e=>b`<p class="chosen">
        <span>${e.name}</span>
        <button
          type="button"
          class="attach"
          aria-label="${o.remove} ${e.name}"
          ?disabled=${i}
          @click=${()=>a(n.filter(t=>t!==e))}
        >
          ${o.remove}
        </button>
      </p>`)}
  ${i||n.length>0&&!r?x:b`<label class="attach"
          ><span>${o.attach}</span
          ><input
            class="hidden"
            type="file"
            accept=${cr}
            aria-label=${o.attach}
            ?multiple=${r}
            @change=${e=>{let t=e.target,i=[...t.files??[]];t.value=``,i.length>0&&a(r?[...n,...i]:i)}}
        /></label>`}`}function Jr(e,t,n,r=/* @__PURE__ */ new Date){let i=new Date(n);if(Number.isNaN(+i))return``;let a=F(e,i),o=F(e,r),s=L(t,a,o);return s===void 0?I(e,a,{day:`numeric`,month:`long`,...a.slice(0,4)===o.slice(0,4)?{}:{year:`numeric`}}).replaceAll(` `,`\xA0`):`${s},\u00a0${on(e,n)}`}var Yr=100;async function Xr(e,t){try{let{items:n}=await z(e,t,`get_inbox`,{cached:!0,limit:Yr});return{items:n,reserved:!1}}catch(e){if(e instanceof At&&e.key===`admin_only`)return{items:[],reserved:!0};throw e}}function Zr(e,t){return z(e,t,`refresh`,{pages:[`news`,`discussions`]},!1)}function Qr(e,t,n){return z(e,t,`get_news`,{news:n})}function $r(e,t,n){return z(e,t,`get_messages`,{discussion:n})}function ei(e,t,n,r){return z(e,t,`mark_read`,{items:n,read:r})}function ti(e,t,n,r={}){return z(e,t,`answer_news`,{news:n,...r})}async function ni(e,t,n,r,i,a){let o=[];for(let t of a)o.push(await lr(e,t));return z(e,t,`reply`,{discussion:n,text:r,to:i,...o.length===0?{}:{upload:o}})}var ri=[`unarchive`,`restore`,`archive`,`bin`,`leave`,`come_back`];async function ii(e,t,n,r){let[i,a]=r===`leave`||r===`come_back`?[`leave_discussion`,{leave:r===`leave`}]:[`move_discussion`,{move:r}];await z(e,t,i,{discussion:n,...a},!1)}async function ai(e,t,n,r){await z(e,t,`rename_discussion`,{discussion:n,subject:r},!1)}function oi(e){let{strings:t,item:n,write:r,title:i}=e,{actions:a,key:o}=n;if(r.isAsking(o))return x;let s=t.inbox,c=(e,t)=>b`<button class="button" ?disabled=${r.running} @click=${t}>
      ${e}
    </button>`,l=[...[[`mark_read`,s.markRead,!0],[`mark_unread`,s.markUnread,!1]].filter(([e])=>a.includes(e)).map(([,t,n])=>c(t,()=>e.mark(n))),...ri.filter(e=>a.includes(e)).map(t=>c(s.acts[t],()=>si(e,t))),...a.includes(`rename`)?[c(s.rename,()=>e.note(n.title??``))]:[]];return l.length===0?x:i===void 0?b`<div class="buttons">${l}</div>`:ci(e,i)}function si(e,t){let{hass:n,device:r,strings:i,write:a}=e,{acts:o,askActs:s,didActs:c}=i.inbox,{key:l}=e.item;a.ask(l,{question:s[t],label:o[t],run:async()=>(await ii(n,r,l,t),await e.written(),c[t])})}function ci(e,t){let{hass:n,device:r,strings:i,item:a,write:o}=e,s=i.inbox,c=t.trim();return b`<input
      type="text"
      aria-label=${s.newTitle}
      .value=${t}
      ?disabled=${o.running}
      @input=${t=>e.note(t.target.value)}
    />
    <div class="buttons">
      <button
        class="button main"
        ?disabled=${o.running||c===``||c===a.title}
        @click=${()=>o.ask(a.key,{question:s.askRename.replace(`{title}`,c),label:s.rename,run:async()=>(await ai(n,r,a.key,c),e.note(void 0),await e.written(),s.renamed)})}
      >
        ${s.rename}
      </button>
      <button class="button" @click=${()=>e.note(void 0)}>
        ${i.write.cancel}
      </button>
    </div>`}var li=[`inbox`,`archive`,`bin`];function ui({folder:e}){return e===`archive`||e===`bin`?e:`inbox`}function di(e,t){return t!==void 0&&e.some(e=>ui(e)===t)?t:`inbox`}function fi(e,t,n,r){let i=e.inbox,a=li.map(e=>[e,t.filter(t=>ui(t)===e).length]).filter(([e,t])=>e===`inbox`||t>0);return a.length<2?x:b`<select
    class="folders"
    aria-label=${i.folder}
    @change=${e=>r(e.target.value)}
  >
    ${a.map(([e,t])=>b`<option value=${e} .selected=${e===n}>
          ${i.folders[e]}${e===`inbox`?``:` (${t})`}
        </option>`)}
  </select>`}var pi=/* @__PURE__ */ new Set([`acknowledgement`,`text`,`single_choice`,`multiple_choice`]);function mi(e){return pi.has(e.kind)&&e.is_respondent&&!e.answered}function hi(e){let t=e.filter(mi);return t.length>0&&t.every(({kind:e})=>e===`acknowledgement`)}function gi(e,t){let n={},r={},i=0;for(let a of e.filter(mi)){let{key:e,kind:o,choices:s}=a,c=t.get(e)??{},l=c.text?.trim()??``,u=[...c.choices??[]].sort((e,t)=>e-t);if(o===`acknowledgement`&&c.read===!0)n[e]=``;else if(o===`text`&&l!==``)n[e]=l;else if(u.length>0){n[e]=u;let t=c.own?.trim()??``;s.some(e=>e.free&&u.includes(e.position))&&t!==``&&(r[e]=t)}else i+=1}return{answers:n,own_words:r,missing:i}}function _i(e){return[...e.choices.filter(({position:t})=>e.answer_choices.includes(t)).map(({text:e})=>e),e.answer_text??``].filter(Boolean).join(`, `)}function vi(e,t,n,r){if(e.kind===`single_choice`)return r?[n]:[];let i=t.filter(e=>e!==n);return r?[...i,n]:i}function yi(e,t,{messages:n},r,i){let a=r?n:n.slice(-3),o=n.length-a.length;return b`${C(o,()=>b`<button class="button" @click=${i}>
          ${t.inbox.earlier.replace(`{count}`,String(o))}
        </button>`)}
    <ul class="messages">
      ${a.map(n=>bi(e,t,n))}
    </ul>`}function bi(e,t,n){let{mine:r,author:i,sent_at:a,text:o,recipients:s}=n;return b`<li class=${r?`message mine`:`message`}>
    <h4>
      ${r?t.inbox.you:i}
      ${C(a,n=>b`<time datetime=${n}
            >${Jr(e,t,n)}</time
          >`)}
    </h4>
    ${C(s&&r,()=>b`<p class="faint">→ ${s}</p>`)}
    ${tr(o)} ${Zn(n.attachments)}
    ${n.forwarded.length===0?x:b`<ul class="messages">
            ${n.forwarded.map(n=>bi(e,t,n))}
          </ul>`}
  </li>`}function xi(e,t){return e.inbox.circles[t]??t}function Si(e){let{strings:t,thread:n,disabled:r}=e,i=t.inbox;return n.reply_modes.length===0?b`<p class="faint">${i.closed}</p>`:b`<div class="reply">
    <span class="faint" id="to">${i.to}</span>
    <select
      aria-labelledby="to"
      ?disabled=${r}
      @change=${t=>e.address(t.target.value)}
    >
      ${n.reply_modes.map(n=>b`<option value=${n} .selected=${n===e.to}>
            ${xi(t,n)}
          </option>`)}
    </select>
    <textarea
      aria-label=${i.reply}
      placeholder=${i.reply}
      .value=${e.text}
      ?disabled=${r}
      @input=${t=>e.write(t.target.value)}
    ></textarea>
    ${qr({strings:t,files:e.files,several:!0,disabled:r,choose:t=>e.attach(t)})}
    ${e.asking?x:b`<div class="buttons">
            <button
              class="button main"
              ?disabled=${r||e.text.trim()===``}
              @click=${()=>e.send()}
            >
              ${i.send}
            </button>
          </div>`}
  </div>`}function Ci(e,t,n,r){let{title:i,text:a,attachments:o}=t;return b`<section class="question">
    ${C(i&&!r,()=>b`<h4>${i}</h4>`)}
    ${C(a,()=>tr(a))} ${Zn(o)}
    ${mi(t)?Ti(e,t,n):wi(e.strings,t)}
  </section>`}function wi(e,t){if(!t.answered)return x;let n=e.inbox,r=_i(t);return b`<p class="faint">
    ${r===``?n.acknowledged:n.yourAnswer.replace(`{answer}`,r)}
  </p>`}function Ti(e,t,n){let{key:r,kind:i,title:a,choices:o}=t,s=e.strings.inbox,c=e.filled.get(r)??{},l=t=>e.fill(r,{...c,...t}),u=a??s.kinds.survey;switch(i){case`acknowledgement`:return n?x:Di(e,`checkbox`,r,s.haveRead,c.read===!0,e=>l({read:e}));case`text`:return b`<textarea
        aria-label=${u}
        maxlength=${t.max_text_length??1e4}
        .value=${c.text??``}
        ?disabled=${e.disabled}
        @input=${e=>l({text:e.target.value})}
      ></textarea>`;default:{let n=c.choices??[],r=t.max_choices??o.length,a=i===`multiple_choice`;return b`<div role="group" aria-label=${u}>
        ${C(a&&r<o.length,()=>b`<p class="faint">
              ${s.upTo.replace(`{count}`,String(r))}
            </p>`)}
        ${o.map(i=>Ei(e,t,i,n,a&&n.length>=r,l))}
        ${C(o.some(({free:e,position:t})=>e&&n.includes(t)),()=>b`<input
              type="text"
              aria-label=${s.ownWords}
              placeholder=${s.ownWords}
              .value=${c.own??``}
              ?disabled=${e.disabled}
              @input=${e=>l({own:e.target.value})}
            />`)}
      </div>`}}}function Ei(e,t,{position:n,text:r,free:i},a,o,s){let c=a.includes(n),l=i?r.replace(/^[\s.…]+$/,``):r;return Di(e,t.kind===`single_choice`?`radio`:`checkbox`,t.key,l||(i?e.strings.inbox.ownWords:String(n)),c,e=>s({choices:vi(t,a,n,e)}),o&&!c)}function Di(e,t,n,r,i,a,o=!1){return b`<label class="option"
    ><input
      type=${t}
      name=${n}
      .checked=${i}
      ?disabled=${o||e.disabled}
      @change=${e=>a(e.target.checked)}
    /><span>${r}</span></label
  >`}async function Oi(e,t,{kind:n,key:r}){return n===`discussion`?{thread:await $r(e,t,r)}:{news:await Qr(e,t,r)}}var ki=class{constructor(){this.replies=/* @__PURE__ */ new Map,this.filled=/* @__PURE__ */ new Map}render(e,t,n){return`thread`in n?this.thread(e,t,n.thread):this.news(e,t,n.news)}news(e,{key:t},{questions:n,anonymous:r}){let{hass:i,device:a,strings:o,write:s}=e,c=o.inbox,l=n??[],u=this.filled.get(t)??/* @__PURE__ */ new Map,d=hi(l),f=l.some(mi),{missing:p,...m}=gi(l,u),h=d||Object.keys(m.answers).length>0,ee={strings:o,filled:u,disabled:s.running,fill:(n,r)=>{this.filled.set(t,new Map(u).set(n,r)),s.clear(),e.changed()}},te=d?c.askAcknowledge:p>0?c.askPart:c.askAnswer,ne=d?c.acknowledge:c.answer,g=async()=>{let n=ti(i,a,t,d?{}:m);return await e.written(t,n.then(e=>({news:e}))),this.filled.delete(t),d?c.acknowledged:c.answered};return b`${C(r&&f&&!d,()=>b`<p class="faint">${c.anonymous}</p>`)}
    ${l.length===0?b`<p class="faint">${c.noText}</p>`:l.map(e=>Ci(ee,e,d,l.length===1))}
    ${C(f&&!s.isAsking(t),()=>b`<div class="buttons">
          <button
            class="button main"
            ?disabled=${s.running||!h}
            @click=${()=>s.ask(t,{question:te,label:ne,run:g})}
          >
            ${ne}
          </button>
        </div>`)}`}thread(e,{key:t,actions:n},r){let{hass:i,device:a,strings:o,write:s}=e,c=o.inbox,l=this.replies.get(t)??{},u=l.text??r.draft?.text??``,d=l.files??[],f=l.to??r.reply_modes[0]??``,p=n=>{this.replies.set(t,{...l,...n}),s.clear(),e.changed()},m=c.askReply.replace(`{to}`,xi(o,f)),h=async()=>{let n=ni(i,a,t,u,f,d);return await e.written(t,n.then(e=>({thread:e}))),this.replies.delete(t),c.replied};return b`${yi(i,o,r,this.whole===t,()=>{this.whole=t,e.changed()})}
    ${C(!n.includes(`come_back`),()=>Si({strings:o,thread:r,text:u,to:f,files:d,disabled:s.running,asking:s.isAsking(t),write:e=>p({text:e}),address:e=>p({to:e}),attach:e=>p({files:e}),send:()=>s.ask(t,{question:m,label:c.send,run:h})}))}`}},Ai=o`
  .tools {
    display: flex;
    gap: 4px;
    margin-inline-start: auto;
  }
  .icon {
    display: grid;
    place-items: center;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
    color: var(--faint);
  }
  .icon:hover,
  .icon[aria-pressed="true"] {
    background: var(--wash);
    color: var(--ink);
  }
  .items > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-bottom: 1px solid var(--line);
  }
  .items > li:last-child {
    border-bottom: none;
  }
  .items > li.picking {
    grid-template-columns: auto minmax(0, 1fr);
  }
  .items > li > .open {
    grid-column: 1 / -1;
  }
  .pick {
    display: grid;
    place-items: center;
    width: var(--finger);
    min-height: var(--finger);
  }
  input[type="checkbox"],
  input[type="radio"] {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--accent);
  }
  .row {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 0 12px;
    align-items: center;
    box-sizing: border-box;
    width: 100%;
    min-height: 56px;
    padding: 8px 4px;
    border-radius: var(--round);
    text-align: start;
  }
  .row:hover {
    background: var(--wash);
  }
  .row ha-icon {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--accent-ink);
    --mdc-icon-size: 20px;
    --ha-icon-size: 20px;
  }
  .row .title {
    display: block;
    overflow-wrap: anywhere;
  }
  .unread .row .title {
    font-weight: var(--ha-font-weight-bold, 700);
  }
  .unread .row .title::before {
    content: "";
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--accent);
    vertical-align: middle;
  }
  .meta,
  .faint,
  time {
    color: var(--faint);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }
  .awaits {
    display: inline-block;
    padding: 0 8px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--alarm) 12%, transparent);
    color: var(--alarm-ink);
    font-size: var(--small);
  }
  .open {
    display: grid;
    gap: 12px;
    padding: 4px 4px 16px;
  }
  @container (min-width: 480px) {
    .open {
      padding-inline-start: 52px;
    }
  }
  .prose {
    display: block;
    max-width: 70ch;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .prose a {
    color: var(--accent-ink);
  }
  h4 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .question {
    display: grid;
    gap: 4px;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: var(--finger);
    cursor: pointer;
  }
  .messages {
    display: grid;
    gap: 8px;
  }
  .message {
    padding: 8px 12px;
    border-inline-start: 3px solid var(--line);
    border-radius: 4px;
    background: var(--wash);
  }
  .message.mine {
    border-inline-start-color: var(--accent);
  }
  .reply {
    display: grid;
    gap: 8px;
    max-width: 70ch;
  }
  .reply > .faint {
    margin-bottom: -4px;
  }
  .folders {
    width: auto;
    max-width: 100%;
  }
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 8px;
  }
`,ji=6,Mi=30,Ni=`selection`,Pi={news:`mdi:newspaper-variant-outline`,survey:`mdi:poll`,discussion:`mdi:email-outline`},Fi=class extends M{constructor(...e){super(...e),this.followed=[[`todo`,`homework`],[`sensor`,`unread_news`],[`sensor`,`surveys_to_answer`],[`event`,`news`],[`event`,`survey`]],this.papers=new ki,this.write=new or(this,()=>`inbox ${this.child?.device}`),this.clock=new N(this),this.inbox=new k(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return{key:`inbox ${t.device}`,version:this.version(e),load:()=>Xr(e,t.device)}}),this.opened=new k(this,()=>{let{hass:e,child:t}=this,n=this.inbox.value?.items.find(({key:e})=>e===this.open);if(e===void 0||t===void 0||n===void 0)return;let r=F(e,this.clock.now);return{key:`inbox ${t.device} ${n.key} ${this.since} ${r}`,load:async()=>this.opened.value??await Oi(e,t.device,n)}})}static{this.properties={...M.properties,open:{state:!0},selected:{state:!0},all:{state:!0},folder:{state:!0},refreshing:{state:!0},refusal:{state:!0},newTitle:{state:!0}}}static{this.styles=[E,qn,rr,Xn,Kr,Ai]}static getConfigForm(){return j({name:`items`,default:ji,selector:{number:{min:1,max:50,mode:`box`}}},{name:`unread_only`,selector:{boolean:{}}})}watched(){let{hass:e,child:t}=this,n=e===void 0||t===void 0?[]:[Ye(e,t,`sensor`,`unread_messages`),Ye(e,t,`event`,`message`)];return[...super.watched(),...n.filter(e=>e!==void 0)]}heading(e){return`${this.strings.inbox.title} – ${e.name}`}version(e){let t=this.watched().filter(t=>O(e,t)!==D);return t.length===0?D:t.filter(e=>!e.startsWith(`todo.`)).map(t=>e.states[t]?.last_updated).join()}tools(e){let t=this.strings.inbox,{selected:n,refreshing:r}=this,{value:i}=this.inbox;return i?.reserved===!1?b`<div class="tools">
        <button
          class="icon"
          title=${t.select}
          aria-label=${t.select}
          aria-pressed=${n===void 0?`false`:`true`}
          @click=${()=>{this.write.clear(),this.selected=n===void 0?/* @__PURE__ */ new Set:void 0}}
        >
          <ha-icon
            icon="mdi:checkbox-multiple-marked-outline"
            aria-hidden="true"
          ></ha-icon>
        </button>
        <button
          class="icon"
          title=${t.refresh}
          aria-label=${t.refresh}
          ?disabled=${r===!0}
          @click=${()=>void this.refresh(e)}
        >
          <ha-icon icon="mdi:refresh" aria-hidden="true"></ha-icon>
        </button>
      </div>
      ${fi(this.strings,i.items,di(i.items,this.folder),e=>this.choose(e))}`:x}choose(e){this.unfold(void 0),this.selected=void 0,this.all=void 0,this.folder=e}async refresh(e){let{child:t}=this;if(t!==void 0){this.refusal=void 0,this.refreshing=!0;try{await Zr(e,t.device),await this.inbox.load()}catch(e){this.refusal=A(e)}finally{this.refreshing=!1}}}content(e,t){let{value:n,error:r}=this.inbox,i=this.strings.inbox;return this.known(n,this.refusal??r,({items:n,reserved:r})=>{if(r)return b`<p class="empty">${i.reserved}</p>`;let a=di(n,this.folder),o=this.config?.unread_only===!0&&a===`inbox`,s=n.filter(e=>ui(e)===a&&(!o||e.unread||e.awaits_answer||e.key===this.open)),c=this.all?s:s.slice(0,this.config?.items??ji),l=s.length-c.length;return b`${this.write.renderUnseen(this.strings)}
        ${C(this.refreshing,()=>b`<p class="faint" role="status">${i.refreshing}</p>`)}
        ${this.selection(e,t,c)}
        ${this.write.id===void 0||this.write.id===Ni||c.some(({key:e})=>e===this.write.id)?x:this.write.render(this.strings,this.write.id)}
        ${C(c.length===0,()=>b`<p class="empty">
              ${o?i.noneUnread:i.none}
            </p>`)}
        <ul class="items">
          ${c.map(n=>this.item(e,t,n))}
        </ul>
        ${C(l,()=>b`<button
              class="button"
              @click=${()=>{this.all=!0}}
            >
              ${i.more.replace(`{count}`,String(l))}
            </button>`)}`})}selection(e,t,n){let{selected:r,strings:i,write:a}=this;if(r===void 0)return a.render(i,Ni);let o=i.inbox,s=n.filter(({key:e})=>r.has(e)).slice(0,Mi),c=n=>{let r=n?`mark_read`:`mark_unread`,i=s.filter(({actions:e})=>e.includes(r));return b`<button
        class="button"
        ?disabled=${a.running||i.length===0}
        @click=${()=>this.askMark(e,t,Ni,i,n)}
      >
        ${n?o.markRead:o.markUnread}
        ${C(i.length,()=>`(${i.length})`)}
      </button>`};return b`<div class="selection">${c(!0)} ${c(!1)}</div>
      ${a.render(i,Ni)}`}askMark(e,{device:t},n,r,i){let a=this.strings.inbox,o=i?a.askRead:a.askUnread;this.write.ask(n,{question:o.replace(`{count}`,String(r.length)),label:i?a.markRead:a.markUnread,run:async()=>{let n=r.map(({key:e})=>e);try{await ei(e,t,n,i)}finally{await this.inbox.load()}return this.selected=void 0,a.marked}})}item(e,t,n){let r=this.strings.inbox,{key:i,kind:a,unread:o,author:s,date:c}=n,l=n.title??r.untitled,u=this.open===i,d=this.selected!==void 0,f=[r.kinds[a],s,c&&Jr(e,this.strings,c,this.clock.now),n.child!==null&&!t.name.includes(n.child)?n.child:``].filter(Boolean);return b`<li
      class="${o?`unread`:``} ${d?`picking`:``}"
    >
      ${C(d,()=>b`<label class="pick"
            ><input
              type="checkbox"
              aria-label=${r.selectOne.replace(`{title}`,l)}
              .checked=${this.selected?.has(i)===!0}
              @change=${()=>this.toggle(i)}
          /></label>`)}
      <h3>
        <button
          class="row"
          aria-expanded=${u?`true`:`false`}
          aria-controls="item-${i}"
          @click=${()=>this.unfold(u?void 0:n)}
        >
          <ha-icon icon=${Pi[a]} aria-hidden="true"></ha-icon>
          <span>
            <span class="title"
              >${C(o,()=>b`<span class="hidden">${r.unread} </span>`)}${l}</span
            >
            <span class="meta">${B(f)}</span>
            ${C(n.awaits_answer,()=>b`<span class="awaits">${r.awaits}</span>`)}
          </span>
        </button>
      </h3>
      ${C(u,()=>b`<div
            class="open"
            id="item-${i}"
            role="region"
            aria-label=${l}
          >
            ${this.known(this.opened.value,this.opened.error,r=>this.papers.render(this.desk(e,t),n,r))}
            ${this.write.render(this.strings,i)}
            ${this.acts(e,t,n)}
          </div>`)}
    </li>`}toggle(e){let t=new Set(this.selected);t.delete(e)||t.add(e),this.selected=t}unfold(e){this.write.clear(),this.newTitle=void 0,this.open=e?.key,this.since=e?.date??void 0}desk(e,{device:t}){return{hass:e,device:t,strings:this.strings,write:this.write,changed:()=>this.requestUpdate(),written:async(e,t)=>{try{let n=await t;this.open===e&&this.opened.assume(n)}finally{await this.inbox.load()}}}}acts(e,t,n){return oi({hass:e,device:t.device,strings:this.strings,item:n,write:this.write,title:this.newTitle,note:e=>{this.write.clear(),this.newTitle=e},mark:r=>this.askMark(e,t,n.key,[n],r),written:()=>this.inbox.load()})}},Ii=class{constructor(e,t){this.host=e,this.width=t,this.value=!0,this.observer=new ResizeObserver(([e])=>{if(e===void 0||e.contentRect.width===0)return;let t=e.contentRect.width<this.width;t!==this.value&&(this.value=t,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.value=this.host.clientWidth<this.width,this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}},Li=o`
  .strip {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 4px;
    margin-bottom: 12px;
  }
  .strip button {
    min-height: var(--finger);
    padding: 4px 0;
    border-radius: var(--round);
    color: var(--faint);
    font-size: var(--small);
    line-height: 1.3;
    text-align: center;
  }
  .strip b {
    display: block;
    color: var(--ink);
    font-size: var(--large);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .strip button:hover {
    background: var(--wash);
  }
  .strip .free b {
    color: var(--faint);
  }
  .strip .today,
  .strip .today b {
    color: var(--accent-ink);
  }
  .strip button[aria-pressed="true"] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
`;function Ri(e,t,n,r,i,a,o){return b`<div class="strip" role="group" aria-label=${t.days}>
    ${n.map(t=>b`<button
          class="${t===r?`today`:``} ${o(t)?``:`free`}"
          aria-pressed=${t===i?`true`:`false`}
          @click=${()=>a(t)}
        >
          ${I(e,t,{weekday:`short`})}
          <b>${I(e,t,{day:`numeric`})}</b>
          <span class="hidden">${I(e,t,{month:`long`})}</span>
        </button>`)}
  </div>`}var zi=`M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z`,Bi=`M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z`,Vi=class{constructor(e){this.host=e,this.steps=0}get chosen(){return this.steps!==0}monday(e){return P(bt(e),7*this.steps)}step(e){this.steps=e===0?0:this.steps+e,this.host.requestUpdate()}render(e,t,n,r){let i=Tt(e,n,r);return b`<div class="weeks" role="group" aria-label=${t.weeks}>
      ${this.arrow(t.previousWeek,zi,-1)}
      ${this.chosen?b`<button
              class="which"
              title=${t.thisWeek}
              @click=${()=>this.step(0)}
            >
              <span aria-live="polite">${i}</span>
            </button>`:b`<span class="which" aria-live="polite"
              ><span class="hidden">${t.thisWeek}, </span>${i}</span
            >`}
      ${this.arrow(t.nextWeek,Bi,1)}
    </div>`}arrow(e,t,n){return Hi(e,t,()=>this.step(n))}};function Hi(e,t,n){return b`<button
    class="step"
    aria-label=${e}
    title=${e}
    @click=${n}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${t} /></svg>
  </button>`}function Ui(e,t,n,r,i){return e.connection.subscribeMessage(e=>i(e.events??[]),{type:`calendar/event/subscribe`,entity_id:t,start:`${n}T00:00:00`,end:`${P(r,1)}T00:00:00`})}function Wi(e,t,n){let r=Ye(e,t,`calendar`,`holidays`);if(r===void 0)return;let i=P(n,6),a=[];return{key:`holidays ${r} ${n}`,version:O(e,r),watch:t=>Ui(e,r,n,i,e=>{a=e,t()}),load:()=>Promise.resolve(Gi(a))}}function Gi(e){let t=/* @__PURE__ */ new Map;for(let{start:n,end:r,summary:i}of e){let e=P(r.slice(0,10),-1);for(let r of xt(n.slice(0,10),e))t.set(r,i)}return t}function Ki(e,t){let n=t.map(t=>e?.get(t));return n.includes(void 0)?void 0:n[0]}var qi=640,Ji=class extends M{constructor(...e){super(...e),this.followed=[[`calendar`,`menus`]],this.narrow=new Ii(this,qi),this.clock=new N(this),this.weeks=new Vi(this),this.menus=new k(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`calendar`,`menus`);if(e===void 0||t===void 0||n===void 0)return;let r=this.monday(e),i=P(r,6);return{key:`menus ${n} ${r}`,version:O(e,n),watch:t=>Ui(e,n,r,i,t),load:()=>Pt(this.hass??e,t.device,r,i)}}),this.holidays=new k(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return Wi(e,t,this.monday(e))})}static{this.properties={...M.properties,chosen:{state:!0}}}static{this.styles=[E,Li,o`
      .days {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .day {
        padding: 12px;
        border-radius: var(--round);
        background: var(--wash);
      }
      .day.today {
        background: color-mix(in srgb, var(--accent) 14%, transparent);
      }
      h3 {
        margin-bottom: 8px;
        font-weight: var(--strong);
      }
      .today h3 {
        color: var(--accent-ink);
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      h4 {
        margin-top: 12px;
        color: var(--faint);
      }
      dt {
        margin-top: 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      dd {
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      .labels {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      .labels li::before {
        content: "";
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-inline-end: 4px;
        border-radius: 50%;
        background: var(--color, var(--line));
      }
    `]}static getConfigForm(){return j({name:`allergens`,selector:{boolean:{}}})}heading(e){return`${this.strings.menu.title} – ${e.name}`}tools(e){let t=this.monday(e);return this.weeks.render(e,this.strings,t,P(t,4))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`menus`)===void 0)return b`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.menus;return this.known(r,i,t=>t.length===0?b`<p class="empty">${this.reason(e)??n.menu.none}</p>`:this.days(e,t))}reason(e){let t=this.monday(e);return Ki(this.holidays.value,xt(t,P(t,4)))}monday(e){let t=F(e,this.clock.now);return this.weeks.monday(yt(t)>5?P(t,2):t)}days(e,t){let n=F(e,this.clock.now),r=H(t,e=>e.date),i=[...r.keys()].sort();if(!this.narrow.value)return this.week(e,r,i,n);let a=i.find(e=>e===this.chosen)??i.find(e=>e>=n)??i.at(-1)??n;return b`
      ${Ri(e,this.strings,i,n,a,e=>{this.chosen=e},()=>!0)}
      ${this.week(e,r,[a],n)}
    `}week(e,t,n,r){return b`<ol class="days" aria-live="polite">
      ${n.map(n=>{let i=t.get(n)??[];return b`<li class=${n===r?`day today`:`day`}>
          <h3>
            ${I(e,n,{weekday:`long`,day:`numeric`,month:`short`})}
            ${n===r?b`<span class="hidden">(${this.strings.today})</span>`:x}
          </h3>
          ${i.map(e=>this.meal(e,i.length>1))}
        </li>`})}
    </ol>`}meal(e,t){let{menu:n,schoolsOwn:r}=this.strings,i=H(e.dishes,e=>e.course);return b`
      ${t?b`<h4>${r&&e.name||n[e.meal]}</h4>`:x}
      <dl>
        ${[...i].map(([e,t])=>b`
            <dt>${n.courses[e]??e}</dt>
            ${t.map(e=>this.dish(e))}
          `)}
      </dl>
    `}dish(e){let t=[...e.labels,...this.config?.allergens===!0?e.allergens:[]];return b`<dd>
      ${e.name}
      ${t.length===0?x:b`<ul class="labels">
              ${t.map(e=>Yi(e))}
            </ul>`}
    </dd>`}};function Yi(e){return b`<li style=${J(e.color)}>${e.name}</li>`}async function Xi(e,t,n,r){let i=await Ft(e,t,n,r);if(ln(i).some(({start:e})=>K(e)>n))return{lessons:i,holidays:void 0};let{lines:a}=await It(e,t,e.language,`evening`);return{lessons:i,holidays:a.holidays}}var Zi=[`normal`,`test`,`exempted`,`detention`];function Qi(e){let t=e.filter(e=>e.counts),[n]=t;if(n===void 0)return;let r=t.map(({end:e})=>e).sort();return[n.start,r.at(-1)??n.end]}function $i(e,t,n){let r=dn(ln(e)),i=[...r.keys()].find(e=>e>n),a=Qi(r.get(n)??[]),[o,s]=a??[];return{start:o!==void 0&&Date.parse(o)>+t?o:void 0,end:s!==void 0&&Date.parse(s)>+t?s:void 0,schoolToday:a!==void 0,next:i===void 0?void 0:{day:i,hours:Qi(r.get(i)??[])},changed:[n,i].flatMap(e=>r.get(e??``)??[]).filter(e=>Date.parse(e.end)>+t&&ea(e))}}function ea({held:e,status:t}){return!e||!Zi.includes(t)}var ta=2**53-1;function na(e){return e===void 0?ta:Date.parse(e)}function ra(e,t){return na(e.end)-na(t.end)||na(e.next?.hours?.[0])-na(t.next?.hours?.[0])}function ia(e,t){let{lesson:n,study:r}=e.timetable;return t.subject===null?t.study_hour?r:t.memo?t.memo:sa(e,t)??n:t.subject}function aa(e){return Math.max(...e.split(/[\s-]+/).map(({length:e})=>e))}function oa(e,t){let n=t.status===`normal`&&!t.test&&!t.no_pupils&&t.exemption===null&&!t.exempted?void 0:sa(e,t);return n===ia(e,t)?void 0:n}function sa(e,t){let n=e.timetable.statuses[ca(t)];return e.schoolsOwn?t.status_text??n:n??t.status_text??void 0}function ca(e){return e.held?e.no_pupils?`class_absent`:e.exempted?`exempted`:e.test&&e.status===`normal`?`test`:e.status:e.status}function la(e,t){return`${U(e,q(t.start))} – ${U(e,q(t.end))}`}function ua(e,t,n,r){if(r===void 0)return;let i=an(e,K(r),q(r));return(n.held?t.timetable.movedFrom:t.timetable.movedTo).replace(`{moment}`,i)}var da=6,fa=class extends $e{constructor(...e){super(...e),this.clock=new N(this),this.lessons=new k(this,()=>{let{hass:e}=this;if(e===void 0)return;let t=ma(this.shown(e));if(t.length===0)return;let n=F(e,this.clock.now),r=P(n,da),i=t.filter(t=>O(e,t)!==D);return{key:`overview ${t.join()} ${n}`,version:i.join()||`away`,watch:async t=>{let a=await Promise.all(i.map(i=>Ui(e,i,n,r,t)));return()=>{for(let e of a)e()}},load:()=>this.load(this.hass??e,n,r)}}),this.outage=new ut(this,()=>{let{hass:e,strings:t}=this;if(e===void 0)return;let n=this.shown(e);if(n.length===0)return{hass:e,strings:t,devices:void 0};let r=n.filter(t=>{let n=t.entity(`calendar`,`lessons`);return n!==void 0&&O(e,n)===`away`});return r.length===0?void 0:{hass:e,strings:t,devices:r.map(({device:e})=>e)}})}static{this.styles=[E,o`
      .child {
        display: grid;
        gap: 8px 32px;
        padding: 12px 0;
        border-top: 1px solid var(--line);
      }
      .child:first-child {
        padding-top: 0;
        border-top: none;
      }
      .child:last-child {
        padding-bottom: 0;
      }
      h3 {
        font-size: var(--large);
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      p {
        color: var(--faint);
      }
      p b {
        color: var(--ink);
        font-weight: var(--strong);
      }
      .changed {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 8px 16px;
      }
      .changed li {
        padding-inline-start: 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        overflow-wrap: anywhere;
      }
      .what {
        font-weight: var(--strong);
      }
      .remark {
        display: block;
        color: var(--accent-ink);
      }
      .not-held .remark {
        color: var(--alarm-ink);
      }
      .not-held .what {
        color: var(--faint);
        text-decoration: line-through;
      }
      @container (min-width: 560px) {
        .child:has(.changed) {
          grid-template-columns: minmax(180px, 1fr) 3fr;
        }
      }
    `]}static getStubConfig(){return{}}static getConfigForm(){return pt(ft,{name:`devices`,selector:{device:{multiple:!0,entity:{integration:`pronote`,domain:`todo`}}}},{name:`hide_changes`,selector:{boolean:{}}})}getCardSize(){return 3}watched(){return this.hass===void 0?[]:ma(this.shown(this.hass))}shown(e){let t=this.config?.devices;return w(e).filter(({device:e})=>!t?.length||t.includes(e))}async load(e,t,n){let r=this.shown(e).filter(pa),i=/* @__PURE__ */ new Map,a=(await Promise.allSettled(r.map(async({device:r})=>i.set(r,await Xi(e,r,t,n))))).find(({status:e})=>e===`rejected`);if(i.size===0&&a?.status===`rejected`)throw a.reason;return i}render(){let{hass:e,config:t,strings:n}=this;if(e===void 0||t===void 0)return x;let r=this.shown(e);if(r.length===0)return this.nobody(this.outage.reason??n.overview.nobody);let{value:i,error:a}=this.lessons;return b`<ha-card>
      ${C(t.title,()=>b`<div class="card-head"><h2>${t.title}</h2></div>`)}
      ${ma(r).length===0?b`<p class="empty">${n.notFollowed}</p>`:b`${C(this.outage.reason,e=>b`<p class="empty" role="status">${e}</p>`)}
            ${C(a,()=>b`<p class="error" role="alert">${a}</p>`)}
            ${this.family(e,r,i)}`}
    </ha-card>`}family(e,t,n){let{now:r}=this.clock,i=F(e,r);return b`<ul aria-live="polite">
      ${t.map(e=>{let t=n?.get(e.device);return{child:e,ahead:t,seen:$i(t?.lessons??[],r,i)}}).sort((e,t)=>ra(e.seen,t.seen)).map(({child:t,ahead:r,seen:a})=>b`<li class="child">
            <div>
              <h3>${t.name}</h3>
              ${r===void 0?this.unknown(n===void 0):[this.today(e,a,i,r),this.next(e,a,i,r)]}
            </div>
            ${this.allChanged(e,r?.lessons??[],a,i)}
          </li>`)}
    </ul>`}unknown(e){let{loading:t,overview:n}=this.strings;return e&&this.outage.reason===void 0?b`<p class="waiting">${t}</p>`:b`<p>${n.unknown}</p>`}allChanged(e,t,n,r){if(n.changed.length===0||this.config?.hide_changes)return x;let i=gn(t);return b`<ul class="changed">
      ${n.changed.map(t=>this.changed(e,t,i.get(t),r))}
    </ul>`}today(e,{start:t,end:n,schoolToday:r,next:i},a,{holidays:o}){let s=this.strings.overview;return t!==void 0&&n!==void 0?this.hours(e,a,a,[t,n]):n===void 0?r?b`<p>${s.finished}</p>`:i===void 0&&o===void 0?b`<p>${s.noLesson}</p>`:x:b`<p>
        ${s.finishes} <b>${U(e,q(n))}</b>
      </p>`}next(e,{next:t},n,{holidays:r}){return t===void 0?r===void 0?x:b`<p><b>${r}</b></p>`:this.hours(e,t.day,n,t.hours)}hours(e,t,n,r){let{overview:i}=this.strings,a=r?.map(t=>U(e,q(t)));return b`<p>
      ${this.dayName(e,t,n)}${i.colon}
      <b>${a?.join(` – `)??i.nothingHeld}</b>
    </p>`}changed(e,t,n,r){let{strings:i}=this,a=ua(e,i,t,n)??oa(i,t),o=this.dayName(e,K(t.start),r),s=U(e,q(t.start));return b`<li
      class=${t.held?``:`not-held`}
      style=${J(t.color)}
    >
      <span class="what">${ia(i,t)}</span>
      <span class="remark">${B([`${o}, ${s}`,a])}</span>
    </li>`}dayName(e,t,n){return L(this.strings,t,n)??I(e,t,{weekday:`long`,day:`numeric`,month:`long`})}};function pa(e){return e.entity(`calendar`,`lessons`)!==void 0}function ma(e){return e.map(e=>e.entity(`calendar`,`lessons`)).filter(e=>e!==void 0)}var ha=o`
  select {
    min-height: var(--finger);
    max-width: 100%;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--round);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  .faint {
    color: var(--faint);
  }
  .ask {
    text-align: center;
  }
`,ga=class extends M{constructor(...e){super(...e),this.clock=new N(this),this.current=new k(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=t.entity(`event`,this.event);if(n===void 0&&this.asked!==t.device)return;let r=F(e,this.clock.now),i=n===void 0?``:O(e,n),a=e.states[n??``]?.last_updated??``;return{key:`${this.page} ${t.device}`,version:i===`away`?D:`${r} ${a}`,load:()=>this.load(this.hass??e,t.device,void 0)}}),this.former=new k(this,()=>{let{hass:e,child:t,chosen:n}=this;if(e!==void 0&&t!==void 0&&n!==void 0)return{key:`${this.page} ${t.device} ${n}`,load:()=>this.load(this.hass??e,t.device,n)}})}static{this.properties={...M.properties,chosen:{state:!0},asked:{state:!0}}}setConfig(e){super.setConfig(e),this.chosen=void 0}async reload(){await(this.chosen===void 0?this.current:this.former).load()}tools(e){let t=this.current.value,n=F(e,this.clock.now),r=(t?.periods??[]).filter(({start:e})=>e===null||e<=n);return t===void 0||r.length<2?x:b`<select
      aria-label=${this.strings.grades.period}
      @change=${e=>{let{value:n}=e.target;this.chosen=n===t.period?void 0:n}}
    >
      ${r.map(({name:e})=>b`<option
            value=${e}
            .selected=${e===(this.chosen??t.period)}
          >
            ${e}
          </option>`)}
    </select>`}content(e,t){let{strings:n}=this;if(t.entity(`event`,this.event)===void 0&&this.asked!==t.device&&this.whyNot===void 0)return b`<div class="ask">
        <p class="empty">${n.notFollowedNow}</p>
        <button
          class="act main"
          @click=${()=>{this.asked=t.device}}
        >
          ${n.loadOnce}
        </button>
      </div>`;let{value:r,error:i}=this.chosen===void 0?this.current:this.former;return this.known(r,i,n=>this.show(e,t,n))}};function _a(e,t,n){return z(e,t,`get_evaluations`,ba(n))}async function va(e,t,n){let[r,{url:i}]=await Promise.all([z(e,t,`get_report_card`,ba(n)),z(e,t,`get_report_card_pdf`,ba(n))]);return{...r,pdf:i}}function ya(e,t,n){return z(e,t,`acknowledge_report_card`,{period:n})}function ba(e){return e===void 0?{}:{period:e}}var xa=class extends ga{constructor(...e){super(...e),this.page=`report card`,this.event=`report_card`,this.followed=[[`event`,`report_card`],[`todo`,`homework`]],this.write=new or(this,()=>`report card ${this.child?.device}`)}static{this.properties={...ga.properties,confirming:{state:!0}}}static{this.styles=[E,qt,rr,ha,o`
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 24px;
        margin-bottom: 12px;
      }
      .top b {
        font-size: 32px;
        font-weight: var(--ha-font-weight-normal, 400);
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      a.act {
        display: inline-flex;
        align-items: center;
        box-sizing: border-box;
        text-decoration: none;
      }
      .rows {
        columns: 420px;
        column-gap: 40px;
      }
      .row {
        display: grid;
        grid-template-columns: 4px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        break-inside: avoid;
      }
      .bar {
        grid-row: 1 / span 3;
        border-radius: 2px;
        background: var(--color, var(--line));
      }
      .row h3,
      .value {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      .value {
        font-size: var(--large);
        font-variant-numeric: tabular-nums;
      }
      .row p,
      .remark p {
        grid-column: 2 / -1;
        overflow-wrap: anywhere;
      }
      .said {
        white-space: pre-line;
      }
      .remark {
        margin-top: 12px;
        padding-inline-start: 12px;
        border-inline-start: 4px solid var(--accent);
      }
      .remark h3 {
        font-weight: var(--strong);
      }
    `]}static getConfigForm(){return j(R)}heading(e){return`${this.strings[`report-card`].title} – ${e.name}`}load(e,t,n){return va(e,t,n)}updated(){Zt(this.renderRoot)}show(e,t,n){let r=this.strings[`report-card`];if(!n.published)return b`<p class="empty">
        ${n.message??r.none.replace(`{period}`,n.period)}
      </p>`;let i=[{title:r.distinctions,text:n.distinctions.join(`, `)},...n.remarks,{title:r.attendance,text:[n.absences,n.delays].filter(Boolean).join(`
`)}];return b`${this.write.renderUnseen(this.strings)} ${this.top(e,n)}
      <ul class="rows">
        ${Ot(this.config?.subjects,n.subjects).map(t=>this.subject(e,t))}
      </ul>
      ${i.map(({title:e,text:t})=>t?b`<div class="remark">
              ${e?b`<h3>${e}</h3>`:x}
              <p class="said">${t}</p>
            </div>`:x)}
      ${this.confirming?this.confirmation(e,t,n):x}`}top(e,t){let{grades:n,"report-card":r}=this.strings;return b`<div class="top">
      <p>
        ${t.average===null?x:b`<b>${G(e,t.average)}</b>
                <span class="faint">/ ${W(e,t.out_of)}</span>`}
        ${t.class_average===null?x:b`<span class="faint"
                >${n.class}
                ${G(e,t.class_average)}</span
              >`}
      </p>
      <div class="acts">
        ${t.acknowledged===!1&&this.whyNot===void 0?b`<button
                class="act main"
                @click=${()=>{this.write.clear(),this.confirming=!0}}
              >
                ${r.acknowledge}
              </button>`:x}
        ${Qn(t.pdf)?b`<a
                class="act"
                href=${t.pdf}
                target="_blank"
                rel="noopener noreferrer"
                >${r.pdf}</a
              >`:x}
      </div>
    </div>`}subject(e,t){let{grades:n}=this.strings,r=[t.class_average===null?``:`${n.class} ${G(e,t.class_average)}`,t.lowest===null||t.highest===null?``:`(${W(e,t.lowest)} – ${W(e,t.highest)})`],i=[t.teachers.join(`, `),r.filter(Boolean).join(` `)];return b`<li class="row" style=${J(t.color)}>
      <span class="bar"></span>
      <h3>${t.subject}</h3>
      <span class="value"
        >${t.average===null?``:G(e,t.average)}</span
      >
      <p class="faint">${B(i)}</p>
      ${t.comments.length===0?x:b`<p class="said">${t.comments.join(`
`)}</p>`}
    </li>`}confirmation(e,t,n){let{strings:r,write:i}=this,a=r[`report-card`],{cancel:o,send:s,confirm:c}=r[`school-life`],l=i.outcomeOf(`dialog`)?b`${i.render(r,V)} ${Xt(r)}`:b`<p>${c.acknowledge}</p>
          ${i.render(r,V)}
          <div class="acts">
            ${i.running?x:Yt(o)}
            <button
              class="act main"
              ?disabled=${i.running}
              @click=${()=>void this.acknowledge(e,t,n)}
            >
              ${s}
            </button>
          </div>`;return Jt(`${a.title}, ${n.period}`,l,()=>{i.running?this.requestUpdate():(i.clear(),this.confirming=!1)},{locked:i.running})}async acknowledge(e,{device:t},{period:n}){let{done:r}=this.strings[`school-life`];await this.write.run(this.strings,V,()=>ya(e,t,n),()=>r.acknowledge),await this.reload()}};function Sa(e,t){return z(e,t,`get_school_life`,{whole_year:!0})}function Ca(e,t){return z(e,t,`get_account`)}async function wa(e,t,n,r,i,a){return z(e,t,`justify_absence`,{absence:n,...r===``?{}:{reason:r},...i===``?{}:{text:i},...await ur(e,a)})}function Ta(e,t,n){return z(e,t,`acknowledge`,{event:n})}async function Ea(e,t,n,r,i){let a=Object.entries(n).filter(([,e])=>e);return z(e,t,`announce_absence`,{...Object.fromEntries(a),...await ur(e,r),check_only:i})}async function Da(e,t,n){await z(e,t,`withdraw_announcement`,{announcement:n},!1)}function Oa(e,t){let{kinds:n,minutes:r}=e[`school-life`],i=n[t.kind];switch(t.kind){case`delay`:return t.event.duration===null?i:r.replace(`{minutes}`,String(Math.round(t.event.duration)));case`punishment`:case`sanction`:return t.event.name??i;case`observation`:return t.event.heading??i;default:return i}}function ka(e,t){return I(e,t,{weekday:`short`,day:`numeric`,month:`short`})}function Aa(e,t){let n=q(t),r=ka(e,K(t));return n===0?r:`${r}, ${U(e,n)}`}function ja(e,t,n){let{event:r}=n;return n.kind===`absence`||n.kind===`announcement`?Na(e,t,n.event):`given`in r&&r.start!==null?r.end===null||r.end===r.start?ka(e,r.start):Ma(t,ka(e,r.start),ka(e,r.end)):Aa(e,n.at)}function Ma(e,t,n){return e[`school-life`].from.replace(`{start}`,t).replace(`{end}`,n)}function Na(e,t,{start:n,end:r,ongoing:i}){return i||n===r?Aa(e,n):K(n)===K(r)?`${Aa(e,n)} – ${U(e,q(r))}`:Ma(t,Aa(e,n),Aa(e,r))}function Pa(e,t){let{statuses:n}=e[`school-life`],{event:r}=t;if(`to_acknowledge`in r)return r.to_acknowledge?{text:n.toAcknowledge,grave:!0}:void 0;if(`status`in r){if(r.status===`announced`||r.status===`waiting`)return{text:n.waiting,grave:!1};if(r.status===`refused`)return{text:n.refused,grave:!0};if(r.status===`accepted`)return{text:n.accepted,grave:!1};if(r.ongoing)return{text:n.ongoing,grave:!0}}return r.to_justify?{text:n.toJustify,grave:!0}:!r.justified&&(r.justification||r.parent_reason)?{text:n.sent,grave:!1}:r.justified?{text:n.justified,grave:!1}:{text:n.unjustified,grave:!0}}function Fa(e,t,n){let r=t[`school-life`],i=e=>e?r.by.replace(`{name}`,e):``,a=(...e)=>B(e);return(()=>{switch(n.kind){case`absence`:case`announcement`:{let{parent_reason:e,reasons:t,justification:r,message:i}=n.event;return[a(e??t.join(`, `)),r,i]}case`delay`:{let{parent_reason:e,reasons:t,justification:r}=n.event;return[a(e??t.join(`, `)),r]}case`punishment`:case`sanction`:{let{event:t}=n;return[a(t.subject,i(t.decided_by??t.given_by)),a(...t.reasons),t.circumstances,t.work&&r.work.replace(`{text}`,t.work),...t.schedule.map(({start:t})=>r.served.replace(`{moment}`,Aa(e,t)))]}case`observation`:return[a(n.event.subject,n.event.author),n.event.text];case`incident`:{let{event:e}=n;return[a(...e.reasons),e.circumstances,a(e.outcome_name,i(e.reported_by))]}}})().filter(e=>!!e)}var Ia={absence:`mdi:account-off`,announcement:`mdi:account-check`,delay:`mdi:clock-alert`,punishment:`mdi:gavel`,sanction:`mdi:gavel`,observation:`mdi:message-alert`,incident:`mdi:alert-circle-outline`},La=200;function Ra(e,t){let{strings:n,write:r}=e,i=n[`school-life`],a=t.act===`announce`?i.announce:i.acts[t.act],o=r.outcomeOf(V);return Jt(a,b`
    ${t.row===void 0?x:Ba(e,t.row)}
    ${o&&(!o.failed||o.maybeSent)?b`${r.render(n,V)} ${Xt(n)}`:t.filled===void 0&&za(t)?b`${Ua(e,t)}`:Va(e,t)}
  `,()=>e.close(),{locked:r.running})}function za({act:e}){return e===`justify`||e===`announce`}function Ba({hass:e,strings:t},n){return b`<p>
      <b>${Oa(t,n)}</b><br />${ja(e,t,n)}
    </p>
    ${Fa(e,t,n).map(e=>b`<p class="faint said">${e}</p>`)}`}function Va(e,t){let{strings:n,write:r}=e,i=n[`school-life`],{filled:a}=t;return b`${a===void 0?x:Ha(e,a,t.file)}
    ${r.outcomeOf(`dialog`)===void 0?b`<p class="question">${i.confirm[t.act]}</p>`:x}
    ${r.render(n,V)}
    <div class="acts">
      ${a===void 0?Yt(i.cancel):b`<button
              type="button"
              class="act"
              ?disabled=${r.running}
              @click=${()=>e.change()}
            >
              ${i.back}
            </button>`}
      <button
        type="button"
        class="act main"
        ?disabled=${r.running}
        @click=${()=>e.send()}
      >
        ${i.send}
      </button>
    </div>`}function Ha({hass:e,strings:t},n,r){let{start_date:i,end_date:a,start_time:o,end_time:s,reason:c,text:l}=n,u=t=>U(e,q(`${i}T${t}`)),d=(t,n)=>{let r=I(e,t,{weekday:`long`,day:`numeric`,month:`long`});return n?`${r}, ${u(n)}`:r},f=i&&d(i,o),p=i===a?s&&u(s):a&&d(a,s),m=f&&p?t[`school-life`].from.replace(`{start}`,f).replace(`{end}`,p):f;return b`${m?b`<p><b>${m}</b></p>`:x}
  ${[c,l,r?.name].map(e=>e?b`<p class="said">${e}</p>`:x)}`}function Ua(e,t){let{strings:n,write:r,rights:i}=e,a=n[`school-life`],o=t.act===`announce`,s=t.draft??{},c=t.row?.kind===`delay`,l=(c?i?.delay_reasons:i?.absence_reasons)??[],u=t.row?.event,d=u!==void 0&&`to_justify`in u&&(u.reason_given||u.parent_reason!==null),f=l.find(({name:e})=>e===s.reason),p=u!==void 0&&`text_required`in u?u:void 0,m=o?e.textRequired:p?.text_required===!0,h=p?.details_required===!0||f?.details_required===!0;return b`<form
    @submit=${t=>{t.preventDefault();let n=new FormData(t.target);e.fill(Object.fromEntries([...n].map(([e,t])=>[e,typeof t==`string`?t.trim():``])))}}
  >
    ${o?Wa(e,s):x}
    ${l.length===0?x:b`<label class="field">
            <span>${a.reason}</span>
            <select
              name="reason"
              ?required=${!d}
              @change=${t=>{let{value:n}=t.target;e.note({draft:{...s,reason:n}})}}
            >
              <option value="">
                ${d?a.knownReason:a.chooseReason}
              </option>
              ${l.map(({name:e})=>b`<option
                    value=${e}
                    .selected=${e===s.reason}
                  >
                    ${e}
                  </option>`)}
            </select>
          </label>`}
    <label class="field">
      <span>${a.text}</span>
      <textarea
        name="text"
        rows="3"
        maxlength=${La}
        ?required=${m||h&&t.file===void 0}
        .value=${s.text??``}
      ></textarea>
    </label>
    ${c?x:qr({strings:n,files:t.file===void 0?[]:[t.file],several:!1,disabled:r.running,choose:([t])=>e.note({file:t})})}
    ${r.render(n,V)}
    <div class="acts">
      ${r.running?x:Yt(a.cancel)}
      <button class="act main" ?disabled=${r.running}>
        ${o?a.check:a.continue}
      </button>
    </div>
  </form>`}function Wa({strings:e,rights:t,today:n},r){let i=e[`school-life`],a=t?.announcement_days??null,o=a===null?x:P(n,a),s=(e,t,i)=>b`<label class="field">
      <span>${t}</span>
      <input
        type=${i}
        name=${e}
        min=${i===`date`?n:x}
        max=${e===`start_date`?o:x}
        ?required=${e===`start_date`}
        .value=${r[e]??(e===`start_date`?n:``)}
      />
    </label>`;return b`<div class="pair">
      ${s(`start_date`,i.firstDay,`date`)}
      ${s(`start_time`,i.fromTime,`time`)}
      ${s(`end_date`,i.lastDay,`date`)}
      ${s(`end_time`,i.untilTime,`time`)}
    </div>
    <p class="faint">${i.wholeDay}</p>`}var Ga=[`announced`,`waiting`];function Ka(e){return[...[...e.absences,...e.announcements].map(e=>({kind:e.announced?`announcement`:`absence`,key:e.key,at:e.start,event:e})),...e.delays.map(e=>({kind:`delay`,key:e.key,at:e.occurred_at,event:e})),...e.punishments.map(e=>({kind:e.kind===`sanction`?`sanction`:`punishment`,key:e.key,at:e.given,event:e})),...e.observations.map(e=>({kind:`observation`,key:e.key,at:e.occurred_at,event:e})),...e.incidents.map(e=>({kind:`incident`,key:e.key,at:e.occurred_at,event:e}))].sort((e,t)=>Number(qa(t))-Number(qa(e))||Date.parse(t.at)-Date.parse(e.at))}function qa({event:e}){return`to_justify`in e&&e.to_justify||`to_acknowledge`in e&&e.to_acknowledge}function Ja(e){let{event:t}=e;if(`to_acknowledge`in t)return t.to_acknowledge?[`acknowledge`]:[];if(e.kind===`announcement`&&Ga.includes(e.event.status))return[`withdraw`];let n=e.kind!==`announcement`&&!t.justification;return t.may_justify&&(t.to_justify||n)?[`justify`]:[]}var Ya=o`
  .rows {
    columns: 380px;
    column-gap: 40px;
  }
  h3 {
    margin: 16px 0 4px;
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    font-weight: var(--strong);
  }
  section:first-of-type h3 {
    margin-top: 0;
  }
  .row {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr);
    gap: 0 12px;
    padding: 8px 0;
    break-inside: avoid;
  }
  .row ha-icon {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    color: var(--accent);
    --mdc-icon-size: 20px;
    --ha-icon-size: 20px;
  }
  .row.grave ha-icon {
    background: color-mix(in srgb, var(--alarm) 14%, transparent);
    color: var(--alarm);
  }
  .row h4 {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .row p {
    color: var(--faint);
    overflow-wrap: anywhere;
  }
  .row .said {
    white-space: pre-line;
  }
  .row .status {
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  .row .status.grave {
    color: var(--alarm-ink);
  }
  .card-head .act {
    margin-inline: -16px;
  }
  .row .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    margin: 4px 0 0;
  }
`,Xa=6,Za=class extends M{constructor(...e){super(...e),this.followed=[[`sensor`,`unjustified_absences`],[`sensor`,`to_acknowledge`],[`sensor`,`delays`],[`sensor`,`punishments`],[`sensor`,`observations`],[`event`,`absence`],[`event`,`announcement`],[`event`,`delay`],[`event`,`punishment`],[`event`,`observation`]],this.clock=new N(this),this.write=new or(this,()=>`school life ${this.child?.device}`),this.life=new k(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0||!this.isFollowed)return;let n=this.version(e);return{key:`school life ${t.device}`,version:n===`away`?D:`${F(e,this.clock.now)} ${n}`,load:()=>Sa(this.hass??e,t.device)}}),this.rights=new k(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0||!this.isFollowed)return;let[n=``]=this.watched();return{key:`absence rights ${t.device}`,version:O(e,n),load:()=>Ca(this.hass??e,t.device)}})}static{this.properties={...M.properties,opened:{state:!0},unfolded:{state:!0}}}static{this.styles=[E,Xn,qt,rr,Kr,Ya]}static getConfigForm(){return j({name:`rows`,default:Xa,selector:{number:{min:1,max:50,mode:`box`}}})}heading(e){return`${this.strings[`school-life`].title} – ${e.name}`}tools(){return this.rights.value?.rights.announce_absences!==!0||this.whyNot!==void 0?x:b`<button
      class="act"
      @click=${()=>this.open({act:`announce`})}
    >
      ${this.strings[`school-life`].announce}
    </button>`}content(e){let{strings:t}=this;if(!this.isFollowed)return b`<p class="empty">${t.notFollowed}</p>`;let{value:n,error:r}=this.life;return this.known(n,r,n=>b`${this.write.renderUnseen(t)}
        ${this.rows(e,Ka(n))} ${this.sheet(e,n)}`)}updated(){Zt(this.renderRoot)}get isFollowed(){return this.watched().length>0}version(e){return this.watched().filter(t=>O(e,t)!==`away`).map(t=>e.states[t]?.last_updated).join()||`away`}rows(e,t){let n=this.strings[`school-life`];if(t.length===0)return b`<p class="empty">${n.none}</p>`;let r=t.filter(qa),i=t.filter(e=>!qa(e)),a=this.config?.rows??Xa,o=this.unfolded?i:i.slice(0,a);return b`${this.section(e,n.toDo,r)}
    ${this.section(e,n.past,o)}
    ${$t(this.strings,i.length,a,this.unfolded===!0,()=>{this.unfolded=this.unfolded!==!0})}`}section(e,t,n){return n.length===0?x:b`<section>
      <h3>${t}</h3>
      <ul class="rows">
        ${n.map(t=>this.row(e,t))}
      </ul>
    </section>`}row(e,t){let{strings:n}=this,{acts:r}=n[`school-life`],i=Oa(n,t),a=Pa(n,t),o=this.whyNot===void 0?Ja(t):[];return b`<li class=${a?.grave?`row grave`:`row`}>
      <ha-icon icon=${Ia[t.kind]} aria-hidden="true"></ha-icon>
      <div>
        <h4>${i}</h4>
        <p>${ja(e,n,t)}</p>
        ${a===void 0?x:b`<p class=${a.grave?`status grave`:`status`}>
                ${a.text}
              </p>`}
        ${Fa(e,n,t).map(e=>b`<p class="said">${e}</p>`)}
        ${`attachments`in t.event?Zn(t.event.attachments):x}
        ${C(o.length,()=>b`<div class="acts">
              ${o.map(e=>b`<button
                    class=${qa(t)?`act main`:`act`}
                    aria-label="${r[e]}: ${i}"
                    @click=${()=>this.open({act:e,row:t})}
                  >
                    ${r[e]}
                  </button>`)}
            </div>`)}
      </div>
    </li>`}open(e){this.write.clear(),this.opened=e}sheet(e,t){let{opened:n,child:r}=this;return n===void 0||r===void 0?x:Ra({hass:e,strings:this.strings,write:this.write,rights:this.rights.value,textRequired:t.absence_text_required,today:F(e,this.clock.now),fill:t=>void this.fill(e,r,n,t),note:e=>{this.opened={...n,...e}},change:()=>{this.write.clear(),this.opened={act:n.act,row:n.row,draft:n.filled,file:n.file}},send:()=>void this.send(e,r,n),close:()=>{this.write.running?this.requestUpdate():(this.write.clear(),this.opened=void 0)}},n)}async fill(e,t,n,r){let i=n.act===`announce`?{...r,end_date:r.end_date||(r.start_date??``)}:r;if(n.act===`announce`){if(this.opened={...n,draft:r},await this.write.run(this.strings,`dialog`,()=>Ea(e,t.device,Qa(i),n.file,!0),()=>void 0,!0)===void 0)return}else this.write.clear();this.opened!==void 0&&(this.opened={...n,filled:i})}async send(e,t,n){let{done:r,touches:i}=this.strings[`school-life`],{filled:a={}}=n,{device:o}=t,s=n.row?.key??``;await this.write.run(this.strings,V,{justify:async()=>(await wa(e,o,s,a.reason??``,a.text??``,n.file),r.justify),acknowledge:async()=>(await Ta(e,o,s),r.acknowledge),withdraw:async()=>(await Da(e,o,s),r.withdraw),announce:async()=>{let{services:t}=await Ea(e,o,Qa(a),n.file,!1),s=t.map(({name:e})=>e).join(`, `);return s?`${r.announce} ${i.replace(`{services}`,s)}`:r.announce}}[n.act],e=>e),await this.life.load()}};function Qa(e){let t=t=>e[t]??``;return{start_date:t(`start_date`),end_date:t(`end_date`),start_time:t(`start_time`),end_time:t(`end_time`),reason:t(`reason`),text:t(`text`)}}function $a(e){let t=/* @__PURE__ */ new Map;for(let{acquisitions:n}of e)for(let e of n){let n=e.level??e.abbreviation;if(n===null)continue;let r=t.get(n);r===void 0?t.set(n,{acquisition:e,count:1}):r.count+=1}let n=({acquisition:e})=>e.level_number??2**53-1;return[...t.values()].sort((e,t)=>n(e)-n(t))}var eo=6,to=class extends ga{constructor(...e){super(...e),this.page=`skills`,this.event=`evaluation`,this.followed=[[`event`,`evaluation`],[`todo`,`homework`]]}static{this.properties={...ga.properties,unfolded:{state:!0}}}static{this.styles=[E,qt,ha,o`
      .rows {
        columns: 380px;
        column-gap: 40px;
      }
      .row {
        padding: 8px 0;
        break-inside: avoid;
      }
      h3 {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      .summary {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 20px;
        margin-bottom: 8px;
      }
      .skill,
      .summary li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 10px;
        padding: 3px 0;
      }
      .skill span {
        overflow-wrap: anywhere;
      }
      .level {
        display: grid;
        place-items: center;
        box-sizing: border-box;
        min-width: 36px;
        min-height: 24px;
        padding: 0 4px;
        border: 1px solid transparent;
        border-radius: 6px;
        background: var(--level, var(--wash));
        font-size: var(--small);
        font-weight: var(--strong);
      }
      /* Black is read on each of these, in the light and in the dark. */
      .level[data-level] {
        color: #000;
      }
      .level:not([data-level]) {
        border-color: var(--line);
      }
      [data-level="1"] {
        --level: #2fb36a;
      }
      [data-level="2"] {
        --level: #7ccf7f;
      }
      [data-level="3"] {
        --level: #b9e08f;
      }
      [data-level="4"] {
        --level: #ffdf4d;
      }
      [data-level="5"] {
        --level: #f7ab5b;
      }
      [data-level="6"] {
        --level: #f4705f;
      }
    `]}static getConfigForm(){return j({name:`rows`,label:`items`,default:eo,selector:{number:{min:1,max:50,mode:`box`}}},R)}heading(e){return`${this.strings.skills.title} – ${e.name}`}load(e,t,n){return _a(e,t,n)}show(e,t,n){let r=this.strings.skills,i=Ot(this.config?.subjects,n.evaluations);if(i.length===0)return b`<p class="empty">
        ${r.none.replace(`{period}`,n.period)}
      </p>`;let a=this.config?.rows??eo;return b`<ul class="summary" aria-label=${r.summary}>
        ${$a(i).map(({acquisition:e,count:t})=>b`<li>
              ${no(e)}
              <span
                >${t} <span class="faint">${e.level}</span></span
              >
            </li>`)}
      </ul>
      <ul class="rows">
        ${(this.unfolded?i:i.slice(0,a)).map(t=>this.evaluation(e,t))}
      </ul>
      ${$t(this.strings,i.length,a,this.unfolded===!0,()=>{this.unfolded=this.unfolded!==!0})}`}evaluation(e,{subject:t,name:n,teacher:r,date:i,acquisitions:a}){let o=I(e,i,{day:`numeric`,month:`short`});return b`<li class="row">
      <h3>${t??n}</h3>
      <p class="faint">
        ${B([o,t===null?null:n,r])}
      </p>
      <ul>
        ${a.map(e=>b`<li class="skill">
              ${no(e)}
              <span
                >${e.skill}
                <span class="faint">· ${e.level}</span></span
              >
            </li>`)}
      </ul>
    </li>`}};function no({abbreviation:e,level_number:t}){return b`<span
    class="level"
    aria-hidden="true"
    data-level=${t!==null&&t>=1&&t<=6?t:x}
    >${e??`–`}</span
  >`}var ro=60,io=40,ao=o`
  .grid {
    --hour: clamp(60px, 5.2cqi, 88px);
    display: grid;
    grid-template-columns: auto repeat(var(--days), minmax(0, 1fr));
    font-size: clamp(12px, 1.15cqi, 16px);
  }
  .grid .head {
    padding-bottom: 8px;
    text-align: center;
    color: var(--faint);
    white-space: nowrap;
  }
  .grid .head b {
    display: block;
    width: 2em;
    margin: 2px auto 0;
    border-radius: 1em;
    color: var(--ink);
    font-size: 1.4em;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 2em;
  }
  .grid .head.today {
    color: var(--accent-ink);
  }
  .grid .head.today b {
    background: var(--accent-ink);
    color: var(--card-background-color, #fff);
  }
  .hours,
  .column {
    position: relative;
    height: calc(var(--hour) * var(--hours));
  }
  .hours {
    grid-column: 1;
    color: var(--faint);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .hours > span {
    display: block;
    height: var(--hour);
    padding-inline-end: 8px;
    text-align: end;
    transform: translateY(-0.7em);
  }
  .hours > span:last-child {
    height: 0;
  }
  .column {
    border-inline-start: 1px solid var(--line);
    background: repeating-linear-gradient(
      var(--line) 0 1px,
      transparent 1px var(--hour)
    );
  }
  .column.off {
    background: repeating-linear-gradient(
      -45deg,
      var(--wash) 0 6px,
      transparent 6px 14px
    );
  }
  .column .holiday {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 8px;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column > ol {
    position: absolute;
    inset: 0;
    margin-inline: 3px;
  }
  .column li {
    position: absolute;
    top: calc(var(--hour) * var(--from));
    height: calc(var(--hour) * var(--long));
    inset-inline-start: calc(100% / var(--lanes, 1) * var(--lane, 0));
    width: calc(100% / var(--lanes, 1));
    padding: 1px;
    box-sizing: border-box;
    container-type: inline-size;
  }
  .column .break {
    display: grid;
    place-items: center;
    color: var(--faint);
    font-size: 0.92em;
    text-align: center;
  }
  .column .lesson {
    display: flex;
    /* What finds no room below goes beside, out of sight, rather than be cut in its height. */
    flex-flow: column wrap;
    align-content: flex-start;
    column-gap: 1em;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    overflow: hidden;
    padding: 3px 4px 3px 6px;
    border-inline-start: 4px solid var(--color, var(--faint));
    border-radius: 6px;
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 20%,
      var(--card-background-color, #fff)
    );
    text-align: start;
    line-height: 1.25;
  }
  .column .lesson:hover {
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 32%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson > * {
    flex: none;
    overflow: hidden;
    width: 100%;
  }
  .column .lesson .what {
    /* Whole lines, of whole words: the longest one gives the size of the letters. */
    max-height: calc(round(down, 100%, 1lh) - 1px);
    font-size: clamp(9px, (100cqi - 16px) / var(--letters) / 0.66, 1em);
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .column .lesson .what:has(+ .remark) {
    max-height: calc(max(1lh, round(down, 100% - 20px, 1lh)) - 1px);
  }
  .column .lesson .where,
  .column .lesson .remark {
    font-size: 0.92em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .column .lesson .where,
  .column .lesson s {
    color: color-mix(in srgb, var(--ink) 75%, transparent);
  }
  .column .lesson .remark {
    font-weight: var(--strong);
  }
  .column .lesson s {
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .column .lesson .remark::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--accent);
  }
  .column .lesson.not-held .remark::before {
    background: var(--alarm);
  }
  .column .lesson.missed {
    border-inline-start-style: dashed;
    background: var(--card-background-color, #fff);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .column .lesson.missed .what,
  .column .lesson.missed .where {
    color: var(--faint);
  }
  .lesson.not-held .what {
    text-decoration: line-through;
    text-decoration-thickness: 2px;
  }
  .column .lesson.past:not(.missed) {
    background: color-mix(
      in srgb,
      var(--color, var(--faint)) 8%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson.past .what {
    color: var(--faint);
  }
  .column .now {
    position: absolute;
    z-index: 1;
    top: calc(var(--hour) * var(--from) - 1px);
    inset-inline: 0;
    height: 2px;
    background: var(--alarm);
    pointer-events: none;
  }
  .column .now::before {
    content: "";
    position: absolute;
    top: -4px;
    inset-inline-start: -5px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--alarm);
  }
`;function oo(e,t){return[`lesson`,e.held?``:`not-held`,e.attended?``:`missed`,Date.parse(e.end)<=+t?`past`:``].filter(Boolean).join(` `)}function so(e,t){let n=t.flatMap(t=>e.days.get(t)??[]),r=Math.floor(Math.min(...n.map(({start:e})=>q(e)))/ro),i=Math.max(...n.map(({end:e})=>q(e)))/ro,a=Array.from({length:Math.ceil(i)-r},(e,t)=>r+t);return b`<div
    class="grid"
    style="--days: ${t.length}; --hours: ${i-r}"
  >
    <span></span>
    ${t.map(t=>b`<h3
          class=${t===e.today?`head today`:`head`}
          id="day-${t}"
        >
          ${I(e.hass,t,{weekday:`short`})}
          <b>${I(e.hass,t,{day:`numeric`})}</b>
        </h3>`)}
    <div class="hours" aria-hidden="true">
      ${a.map(t=>b`<span>${U(e.hass,t*ro)}</span>`)}
    </div>
    ${t.map(t=>lo(e,t,r*ro))}
  </div>`}function co(e,t,n){return`--from: ${(e-n)/ro}; --long: ${(t-e)/ro};`}function lo(e,t,n){let r=e.days.get(t)??[],i=r.length===0?e.holidays.get(t):void 0;return b`<div class=${i===void 0?`column`:`column off`}>
    ${i===void 0?x:b`<p class="holiday">${i}</p>`}
    <ol aria-labelledby="day-${t}">
      ${pn(r).map(t=>uo(e,t,n))}
      ${mn(r,io).map(t=>b`<li class="break" style=${co(t.start,t.end,n)}>
            <span>
              ${t.lunch?e.strings.timetable.lunch:rn(t.end-t.start)}
            </span>
          </li>`)}
    </ol>
    ${t===e.today?fo(e,r,n):x}
  </div>`}function uo(e,t,n){let{hass:r,strings:i}=e,{lesson:a,lane:o,lanes:s}=t,c=ua(r,i,a,e.moves.get(a)),l=c??oa(i,a),u=c===void 0&&vn(a,e.announced)?.subject,d=ia(i,a),f=[...a.rooms,...a.teachers].join(` · `);return b`<li
    style="${co(q(a.start),q(a.end),n)} --lane: ${o}; --lanes: ${s}; --letters: ${aa(d)}"
  >
    <button
      class=${oo(a,e.now)}
      style=${J(a.color)}
      @click=${()=>e.open(a)}
    >
      <span class="hidden">${la(r,a)}</span>
      <span class="what" title=${d}>${d}</span>
      ${C(l,e=>b`<span class="remark" title=${e}
            >${e} ${C(u,()=>b`<s>${u}</s>`)}</span
          >`)}
      <span class="where" title=${f}>${f}</span>
    </button>
  </li>`}function fo(e,t,n){let[r]=t;if(r===void 0)return x;let i=cn(e.now,r.start),a=Math.max(...t.map(({end:e})=>q(e)));return i<q(r.start)||i>a?x:b`<div class="now" style=${co(i,i,n)}></div>`}var po=o`
  .day-head {
    display: flex;
    align-items: center;
    margin: 0 -12px 8px;
    color: var(--faint);
  }
  .day-head > div {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    color: var(--ink);
  }
  .day-head h3 {
    font-size: var(--large);
    font-weight: var(--strong);
  }
  .day-head h3::first-letter {
    text-transform: uppercase;
  }
  .day-head p {
    color: var(--faint);
  }
  .agenda {
    font-size: var(--large);
  }
  .agenda .lesson {
    display: grid;
    grid-template-columns: var(--time) 4px minmax(0, 1fr);
    gap: 0 10px;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 7px 8px;
    border-radius: var(--round);
    line-height: 1.3;
    text-align: start;
  }
  .agenda .lesson:hover {
    background: var(--wash);
  }
  .agenda .lesson.present {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .agenda .when {
    font-variant-numeric: tabular-nums;
  }
  .agenda .when small,
  .agenda .more {
    display: block;
    color: var(--faint);
    font-size: var(--medium);
  }
  .agenda .bar {
    border-radius: 2px;
    background: var(--color, var(--faint));
  }
  .agenda .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .agenda .missed .what,
  .agenda .missed .when {
    color: var(--faint);
  }
  .agenda .missed .bar {
    opacity: 0.4;
  }
  .agenda .past .what,
  .agenda .past .when {
    color: var(--faint);
  }
  .agenda .remark {
    display: block;
    font-size: var(--medium);
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  .agenda .not-held .remark {
    color: var(--alarm-ink);
  }
  .agenda .break {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 2px 0;
    padding-inline-start: calc(var(--time) + 24px);
    color: var(--faint);
  }
  .agenda .break span {
    font-size: var(--medium);
  }
  .agenda .break::after {
    content: "";
    flex: 1;
    border-top: 1px solid var(--line);
  }
  .agenda .break.now {
    color: var(--alarm-ink);
  }
  .agenda .break.now::after {
    border-top: 2px solid var(--alarm);
  }
`;function mo(e,t,n,r,i){let{hass:a,strings:o}=e,s=e.days.get(n)??[],c=s.filter(e=>e.counts),l=L(o,n,e.today),u=I(a,n,{weekday:`long`,day:`numeric`,month:`long`});return b`
    ${Ri(a,o,t,e.today,n,r,t=>e.days.has(t))}
    <div class="day-head">
      ${Hi(o.timetable.previousDay,zi,()=>i(-1))}
      <div aria-live="polite">
        <h3>${l===void 0?u:`${l}, ${u}`}</h3>
        ${c.length===0?x:b`<p>${ho(e,c)}</p>`}
      </div>
      ${Hi(o.timetable.nextDay,Bi,()=>i(1))}
    </div>
    ${s.length===0?b`<p class="empty">
            ${e.holidays.get(n)??o.timetable.freeDay}
          </p>`:b`<ol class="agenda" style="--time: ${yo(a)}em">
            ${go(e,n,s)}
          </ol>`}
  `}function ho(e,t){let n=Math.min(...t.map(({start:e})=>q(e))),r=Math.max(...t.map(({end:e})=>q(e)));return`${U(e.hass,n)} – ${U(e.hass,r)}`}function go(e,t,n){let r=mn(n);return n.map(n=>{let i=q(n.start),a=r.find(({end:e})=>e===i);return b`${a===void 0?x:_o(e,t,a,n)}
    ${vo(e,n)}`})}function _o(e,t,n,r){let i=cn(e.now,r.start),a=t===e.today&&i>=n.start&&i<n.end,o=e.strings.timetable;return b`<li class=${a?`break now`:`break`}>
    <span>
      ${n.lunch?o.lunch:o.pause} ·
      ${rn(n.end-n.start)}
    </span>
  </li>`}function vo(e,t){let{hass:n,strings:r}=e,i=+e.now,a=Date.parse(t.start)<=i&&i<Date.parse(t.end),o=oa(r,t),s=ua(n,r,t,e.moves.get(t)),c=vn(t,e.announced)?.subject;return b`<li>
    <button
      class="${oo(t,e.now)} ${a&&t.attended?`present`:``}"
      style=${J(t.color)}
      aria-current=${a&&t.attended?`time`:x}
      @click=${()=>e.open(t)}
    >
      <span class="when">
        ${U(n,q(t.start))}
        <small>${U(n,q(t.end))}</small>
      </span>
      <span class="bar"></span>
      <span>
        <span class="what">${ia(r,t)}</span>
        ${o===void 0?x:b`<span class="remark">${o}</span>`}
        <span class="more"
          >${B([...t.rooms,...t.teachers])}</span
        >
        ${s===void 0?x:b`<span class="more">${s}</span>`}
        ${c?b`<s class="more">${c}</s>`:x}
        ${t.memo===null||t.subject===null?x:b`<span class="more">${t.memo}</span>`}
      </span>
    </button>
  </li>`}function yo(e){return .58*U(e,1320).length}var bo=o`
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  dialog .not-held .remark {
    color: var(--alarm-ink);
  }
  dialog .memo,
  dialog h4 {
    margin-top: 12px;
  }
  dialog h4 {
    font-weight: var(--strong);
  }
`;function xo(e,t,n,r){let{hass:i,strings:a}=e,o=I(i,K(t.start),{weekday:`long`,day:`numeric`,month:`long`}),s=oa(a,t),c=ua(i,a,t,e.moves.get(t)),l=vn(t,e.announced)?.subject,u=t.links.filter(({url:e})=>/^https?:\/\//i.test(e)),d=b`<div class=${t.held?``:`not-held`}>
      <p>${o}, ${la(i,t)}</p>
      ${s===void 0?x:b`<p class="remark">${s}</p>`}
      ${c===void 0?x:b`<p>${c}</p>`}
      ${l?b`<p><s>${l}</s></p>`:x}
      ${[t.rooms,t.teachers,t.groups].map(e=>e.length===0?x:b`<p class="faint">${e.join(`, `)}</p>`)}
      ${t.memo===null?x:b`<p class="memo said">${t.memo}</p>`}
      ${u.map(({url:e,label:t})=>b`<p class="memo">
            <a href=${e} target="_blank" rel="noopener noreferrer"
              >${t??e}</a
            >
          </p>`)}
    </div>
    ${So(e,n)} ${Co(e,t,n)}
    ${Xt(a)}`;return Jt(ia(a,t),d,r,{style:J(t.color)})}function So({strings:e},{due:t}){return t.length===0?x:b`<h4>${e.timetable.due}</h4>
    ${t.map(e=>b`<p class=${e.done?`said faint`:`said`}>${e.text}</p>
          ${Zn(e.attachments)}`)}`}function Co({strings:e},t,{contents:n,error:r,loading:i,showContents:a}){let o=e.timetable;return r===void 0?i?b`<p class="waiting memo" role="status">${e.loading}</p>`:n===void 0?t.has_contents?b`<div class="acts">
          <button class="act main" @click=${a}>
            ${o.showContents}
          </button>
        </div>`:x:n.length===0?b`<p class="faint memo">${o.noContents}</p>`:b`<h4>${o.contents}</h4>
    ${n.map(({title:e,text:t,attachments:n})=>b`${e?b`<p><b>${e}</b></p>`:x}
          <p class="said">${t}</p>
          ${Zn(n)}`)}`:b`<p class="error memo" role="alert">${r}</p>`}var wo=620,To=class extends M{constructor(...e){super(...e),this.followed=[[`calendar`,`lessons`],[`sensor`,`first_lesson_next_school_day`]],this.clock=new N(this),this.narrow=new Ii(this,wo),this.weeks=new Vi(this),this.near=new k(this,()=>{if(this.hass===void 0)return;let e=bt(this.today(this.hass));return this.lessons(e,P(e,13))}),this.far=new k(this,()=>{if(this.hass===void 0)return;let e=this.monday(this.hass);return this.isNear(this.hass,e)?void 0:this.lessons(e,P(e,6))}),this.due=new k(this,()=>{let{hass:e,child:t,opened:n}=this,r=t?.entity(`todo`,`homework`);if(e===void 0||t===void 0||n===void 0)return;let i=K(n.start);if(!(r===void 0||i<P(this.today(e),-14)))return{key:`due ${t.device} ${i}`,load:()=>Rt(e,t.device,i,i)}}),this.holidays=new k(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return Wi(e,t,this.monday(e))}),this.moved=new k(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`event`,`lesson`);if(e===void 0||n===void 0)return;let r=P(this.today(e),-10),i=[];return{key:`moved ${n} ${r}`,version:O(e,n),watch:t=>En(e,[n],/* @__PURE__ */ new Date(`${r}T00:00:00`),e=>{i=e,t()}),load:()=>Promise.resolve(On(i))}})}static{this.properties={...M.properties,opened:{state:!0},chosen:{state:!0},contents:{state:!0}}}static{this.styles=[E,ao,Li,Xn,po,qt,bo]}static getConfigForm(){return j({name:`view`,default:`auto`,selector:{select:{mode:`dropdown`,options:[`auto`,`week`,`day`].map(e=>({value:e,label:T().timetable.views[e]}))}}},{name:`hide_canceled`,selector:{boolean:{}}},R)}getCardSize(){return 10}tools(e){let[t,...n]=this.days(e);return this.weeks.render(e,this.strings,t,n.at(-1)??t)}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return b`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.live(e);return this.known(r,i,t=>this.week(e,t))}updated(e){e.has(`opened`)&&Zt(this.renderRoot)}week(e,t){let n=Ot(this.config?.subjects,t),r=ln(n).filter(({held:e})=>e||this.config?.hide_canceled!==!0),i={hass:e,strings:this.strings,days:dn(r),announced:n,moves:gn(n,this.moved.value),holidays:this.holidays.value??/* @__PURE__ */ new Map,now:this.clock.now,today:this.today(e),open:e=>{this.contents=void 0,this.opened=e}},a=this.days(e);return b`
      ${this.showsDay?this.oneDay(i,a):this.wholeWeek(i,a)}
      ${this.opened===void 0?x:xo(i,this.opened,this.details(e,this.opened),()=>{this.opened=void 0})}
    `}details(e,t){let{contents:n,child:r}=this;return{due:Ot(this.config?.subjects,this.due.value??[]).filter(({subject:e})=>e===t.subject),contents:n?.found,error:n?.error,loading:n!==void 0&&!n.found&&!n.error,showContents:()=>{r!==void 0&&this.ask(e,r,t)}}}async ask(e,t,n){this.contents={};try{let r=(await Lt(e,t.device,K(n.start))).find(({start:e})=>e===n.start);this.contents={found:r?.contents??[]}}catch(e){this.contents={error:nr(this.strings,e)}}}wholeWeek(e,t){return t.some(t=>e.days.has(t))?so(e,t):b`<p class="empty">
      ${Ki(e.holidays,t)??this.strings.timetable.freeWeek}
    </p>`}oneDay(e,t){let n=e=>{this.chosen=e},r=this.day(e.hass);return mo(e,t,r,n,i=>{let a=t[t.indexOf(r)+i];a===void 0&&this.weeks.step(i);let o=this.monday(e.hass);n(a??(i>0?o:P(o,4)))})}get showsDay(){let e=this.config?.view??`auto`;return e===`auto`?this.narrow.value:e===`day`}today(e){return F(e,this.clock.now)}dayAhead(e){let t=fn(this.near.value??[],this.clock.now);if(t!==void 0)return t;let n=this.child?.entity(`sensor`,`first_lesson_next_school_day`),r=Date.parse(e.states[n??``]?.state??``);return r>+this.clock.now?F(e,new Date(r)):this.today(e)}monday(e){return this.weeks.monday(this.dayAhead(e))}isNear(e,t){let n=bt(this.today(e));return t===n||t===P(n,7)}live(e){return this.isNear(e,this.monday(e))?this.near:this.far}days(e){let t=this.monday(e),n=(this.live(e).value??[]).map(e=>e.start.slice(0,10)).filter(e=>bt(e)===t).map(yt),r=Math.max(...n,5);return[t,...xt(P(t,1),P(t,r-1))]}day(e){let t=this.days(e);if(this.chosen!==void 0&&t.includes(this.chosen))return this.chosen;let n=this.dayAhead(e);return t.includes(n)?n:t[0]}lessons(e,t){let{hass:n,child:r}=this,i=r?.entity(`calendar`,`lessons`);if(n!==void 0&&r!==void 0&&i!==void 0)return{key:`lessons ${i} ${e} ${t}`,version:O(n,i),watch:r=>Ui(n,i,e,t,r),load:()=>Ft(this.hass??n,r.device,e,t)}}},Eo={overview:{},day:{sensor:/^(wake_up|leave_for_school)$/,binary_sensor:/^(school_day_(today|tomorrow)|test_tomorrow)$/},timetable:{calendar:/^(lessons|tests)$/,sensor:/lesson|^(end_of_day|next_test)$/,binary_sensor:/timetable|finishes_early|morning_off/},homework:{todo:/^homework$/,calendar:/^homework$/,sensor:/^homework/},grades:{sensor:/average|^(gap_to_class|last_grade)$/},menu:{calendar:/^menus$/,sensor:/^menu/},changes:{event:/./},documents:{sensor:/^documents_to_/,event:/^document$/},inbox:{sensor:/^(unread_news|surveys_to_answer)$/},skills:{event:/^evaluation$/},"report-card":{event:/^report_card$/},bag:{sensor:/^bag$/,todo:/^bag$/},"school-life":{calendar:/^school_life$/,sensor:/^(unjustified_absences|to_acknowledge|delays|punishments|observations)$/,event:/^(absence|announcement|delay|punishment|observation)$/}};function Do(e,t,n){let[r=``]=t.split(`.`);return Eo[e][r]?.test(n)??!1}var Oo=`pronote-family`,ko=`https://github.com/pronote-ha/pronote`;function Ao(e){return`custom:${Oo}-${e}`}function X(e,t){let n=`${Oo}-${e}`;if(customElements.get(n)!==void 0)return;customElements.define(n,t);let r=()=>T()[e];(window.customCards??=[]).push({type:n,get name(){return r().name},get description(){return r().description},preview:!0,documentationURL:ko,getEntitySuggestion(t,n){let{platform:r,device_id:i,translation_key:a}=t.entities[n]??{};return r===`pronote`&&i!==void 0&&w(t).some(({device:e})=>e===i)&&Do(e,n,a??``)?{config:{type:Ao(e),device:i}}:null}})}function Z(e){return e.filter(e=>e!==void 0)}function jo(e,t,n=1){let r=Z(t);return r.length===0?void 0:{type:`grid`,column_span:n,cards:[e,...r]}}function Mo(e,t,n){return{type:`heading`,heading:e,icon:t,...n}}var No=class{constructor(e,t,n){this.child=e,this.config=t,this.strings=n}sensor(e,t={}){return this.tile(this.child.entity(`sensor`,e),e,t)}warning(e){let t=this.child.entity(`binary_sensor`,e);return Io(this.tile(t,e,{color:`orange`,hide_state:!0}),t,`on`)}tile(e,t,n={}){if(e!==void 0)return{type:`tile`,entity:e,name:this.strings.strategy.names[t],grid_options:{columns:12},...n}}own(e,t={}){return Po(this.config,e,{device:this.child.device,...t})}};function Po(e,t,n){let r=Ao(t),i=r.replace(`custom:`,``);return e.built_in||customElements.get(i)===void 0?void 0:{type:r,grid_options:{columns:`full`},...n}}function Fo(e,t,n,r,i,a=1){let o=e.own(t,{title:n});return o===void 0?jo(Mo(n,r),i(),a):{type:`grid`,column_span:a,cards:[o]}}var Q={grid_options:{columns:6}};function Io(e,t,n){return Lo(e,t,{state:n})}function $(e,t=e?.entity,n=[]){return Lo(e,t,{state_not:[`unknown`,`unavailable`,...n]})}function Lo(e,t,n){if(e!==void 0&&t!==void 0)return{...e,visibility:[{condition:`state`,entity:t,...n}]}}function Ro(e,t,n){if(n===void 0)return;let{child:r}=t,i=r.entity(`sensor`,`next_lesson`),a=r.entity(`sensor`,`first_lesson_next_school_day`),o=r.entity(`binary_sensor`,`in_class`);if(i===void 0||a===void 0||o===void 0)return e===`today`?n:void 0;let s=n.visibility??[],c=e===`today`?[{condition:`or`,conditions:[{condition:`state`,entity:o,state:`on`},{condition:`state`,entity:i,state_not:[a]}]}]:[{condition:`state`,entity:o,state_not:`on`},{condition:`state`,entity:i,state:a}];return{...n,visibility:[...s,...c]}}function zo(e,t){let n=e.own(`day`,{title:``,...t===void 0?{}:{page:t}});if(n!==void 0)return[n];let r=t===void 0?[Bo(e),...Go(e)]:[];return[...Vo(e),...Ho(e),...r,...Uo(e)]}function Bo(e){return $(e.sensor(`next_test`,{state_content:[`state`,`subject`],time_format:{type:`datetime`,style:`short`}}))}function Vo(e){let{child:t}=e,n=t.entity(`sensor`,`next_lesson`),r=t.entity(`sensor`,`first_lesson_next_school_day`);return[Io(e.sensor(`current_lesson`,{color:`primary`,state_content:[`state`,`room`]}),t.entity(`binary_sensor`,`in_class`),`on`),$(e.sensor(`next_lesson`,{state_content:[`state`,`subject`,`room`]}),n,Z([r])),$(e.sensor(`first_lesson_next_school_day`,{state_content:[`state`,`subject`],time_format:{type:`datetime`,style:`short`}})),$(e.sensor(`wake_up`,{...Q,time_format:`time`})),Ro(`today`,e,$(e.sensor(`end_of_day`,{...Q,time_format:`time`}))),Ro(`evening`,e,$(e.sensor(`end_of_next_school_day`,{...Q,time_format:`time`}))),$(e.sensor(`bag`,Q))]}function Ho(e){return[Ro(`today`,e,e.warning(`timetable_changed_today`)),Ro(`today`,e,e.warning(`finishes_early`)),e.warning(`timetable_changed_tomorrow`),e.warning(`test_tomorrow`),e.warning(`detention_coming`)]}function Uo(e){return[`menu_today`,`menu_tomorrow`].map(t=>{let n=e.child.entity(`sensor`,t);if(n===void 0)return;let r=e.strings.strategy.names[t],i=$({type:`markdown`,content:`**${r}**\n\n{{ states("${n}") }}`,grid_options:{columns:`full`}},n);return t===`menu_today`?Ro(`today`,e,i):i})}function Wo(e,t,n){let r=e.child.entity(`todo`,`homework`);if(r===void 0)return;let i=e.strings.strategy.homework;return e.own(`homework`,t===void 0?{title:i}:{title:i,days:t,...Yo(n)})??{type:`todo-list`,entity:r,title:i,hide_section_headers:!0,hide_completed:!0,hide_create:!0,...t===void 0?{}:{due_date_period:{calendar:{period:`day`,offset:t}}},grid_options:{columns:`full`}}}function Go(e){let t=e.child.ofSchool(`calendar`,`holidays`),n=e.tile(t,`next_holidays`,{state_content:[`message`,`start_time`],time_format:{type:`date`,style:`long`}}),r=e.tile(t,`holidays`,{state_content:`message`});return[Io(n,t,`off`),Io(r,t,`on`)]}var Ko=[`grade`,`evaluation`,`report_card`],qo=72;function Jo(e,t,n){let{hide_grades:r}=e.config;return e.own(`changes`,{title:e.strings.strategy.whatHappened,...r?{discreet:!0}:{},...t===void 0?{}:{topics:t},...Yo(n)})??Xo(e,t??Tn.filter(e=>!r||!Ko.includes(e)))}function Yo(e){return e===void 0?{}:{rows:e}}function Xo(e,t){let n=Z(t.map(t=>e.child.entity(`event`,t)));if(n.length!==0)return{type:`logbook`,title:e.strings.strategy.whatHappened,target:{entity_id:n},hours_to_show:qo,grid_options:{columns:`full`,rows:3}}}var Zo=3;function Qo(e){return`child-${e.device}`}function $o(e,t,n,r){let i=n.strategy,a=new No(e,t,n);return{title:e.name,path:Qo(e),type:`sections`,max_columns:Zo,dense_section_placement:!0,sections:Z([jo(Mo(i.now,`mdi:clock-outline`),[...zo(a)]),Fo(a,`timetable`,i.week,`mdi:calendar-week`,()=>[ts(e)],2),{type:`grid`,column_span:2,cards:Z([Wo(a),ps(a)])},ss(a),cs(a),ls(a),t.hide_grades?void 0:Fo(a,`grades`,i.grades,`mdi:school-outline`,()=>ns(a,r),Zo),...t.hide_grades?[]:[us(a),ds(a)],Fo(a,`menu`,i.menus,`mdi:silverware-fork-knife`,()=>[es([e.entity(`calendar`,`menus`)],6)],Zo)])}}function es(e,t){let n=Z(e);return n.length===0?void 0:{type:`calendar`,entities:n,initial_view:`listWeek`,grid_options:{columns:`full`,rows:t}}}function ts(e){return es([`lessons`,`school_life`].map(t=>e.entity(`calendar`,t)),10)}function ns(e,t){let{child:n,strings:r}=e,{names:i}=r.strategy,a=Z([`overall_average`,`class_average`].map(e=>{let t=n.entity(`sensor`,e);return t===void 0?void 0:{entity:t,name:i[e]}}));return[e.sensor(`overall_average`,Q),e.sensor(`class_average`,Q),$(e.sensor(`last_grade`,{state_content:[`state`,`subject`,`title`]})),a.length===0?void 0:{type:`statistics-graph`,entities:a,stat_types:[`mean`],period:`day`,chart_type:`line`,days_to_show:os(t),grid_options:{columns:`full`}},rs(n.entities(`sensor`,`subject_average`))]}function rs(e){return e.length===0?void 0:{type:`entities`,entities:e.map(e=>({entity:e,name:{type:`entity`}})),grid_options:{columns:`full`}}}var is=8,as=864e5;function os(e){let t=e.getFullYear()-+(e.getMonth()<is),n=+e-new Date(t,is,1);return Math.max(30,Math.ceil(n/as))}function ss(e){let t=e.strings.strategy;return Fo(e,`inbox`,t.news,`mdi:bullhorn-outline`,()=>[e.sensor(`unread_news`,Q),e.tile(e.child.ofSchool(`sensor`,`unread_messages`),`unread_messages`,Q),e.sensor(`surveys_to_answer`,Q)])}function cs(e){let{title:t}=e.strings.documents;return Fo(e,`documents`,t,`mdi:file-sign`,()=>[$(e.sensor(`documents_to_sign`,Q),void 0,[`0`]),$(e.sensor(`documents_to_hand_in`,Q),void 0,[`0`])])}function ls(e){let{child:t}=e,n=e.strings.strategy,r=ms(t)?e.own(`school-life`,{title:n.schoolLife}):void 0;return r===void 0?jo(Mo(n.schoolLife,`mdi:account-clock-outline`),[e.sensor(`unjustified_absences`),$(e.sensor(`to_acknowledge`),void 0,[`0`]),e.sensor(`delays`,Q),e.sensor(`punishments`,Q),e.sensor(`observations`,Q),Jo(e,[`absence`,`announcement`,`exemption`,`delay`,`punishment`,`observation`,`news`,`survey`])]):{type:`grid`,column_span:1,cards:[r]}}function us(e){return fs(e,`skills`,`evaluation`)}function ds(e){return fs(e,`report-card`,`report_card`)}function fs(e,t,n){let r=e.strings[t].title,i=e.own(t,{title:r});return i===void 0||e.child.entity(`event`,n)===void 0?void 0:{type:`grid`,column_span:Zo,cards:[i]}}function ps(e){return e.child.entity(`sensor`,`bag`)===void 0?void 0:e.own(`bag`,{title:e.strings.bag.title})}function ms(e){return[`unjustified_absences`,`to_acknowledge`,`delays`].some(t=>e.entity(`sensor`,t)!==void 0)}var hs=[{name:`hidden_children`,selector:{device:{multiple:!0,entity:{integration:`pronote`,domain:`todo`}}}},{name:`hide_grades`,selector:{boolean:{}}},{name:`built_in`,selector:{boolean:{}}}],gs=class e extends Ue{static{this.tag=`pronote-family-strategy-editor`}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static create(){return customElements.get(e.tag)===void 0&&customElements.define(e.tag,e),document.createElement(e.tag)}setConfig(e){this.config=e}render(){let{hass:e,config:t}=this;if(e===void 0||t===void 0)return x;let n=Qe(e.language).strategy.fields;return b`<ha-form
      .hass=${e}
      .data=${t}
      .schema=${hs}
      .computeLabel=${e=>n[e.name]}
      @value-changed=${e=>this.changed(e)}
    ></ha-form>`}changed(e){e.stopPropagation(),this.dispatchEvent(new CustomEvent(`config-changed`,{detail:{config:e.detail.value},bubbles:!0,composed:!0}))}};function _s(e,t){let n=t.strategy;return{type:`markdown`,text_only:!0,grid_options:{columns:`full`},content:[ys(e,n),bs(e,`timetable_changed_today`,n.changedToday),bs(e,`timetable_changed_tomorrow`,n.changedTomorrow),xs(e,n)].join(`
`)}}function vs(e,t,n){return JSON.stringify(Z(e.map(e=>{let r=e.entity(t,n);return r===void 0?void 0:[e.name,r]})))}function ys(e,t){return`{% set all = namespace(ends=[]) -%}
{% for name, entity in ${vs(e,`sensor`,`end_of_day`)} -%}
{% set end = states(entity) | as_datetime(none) -%}
{% if end and end > now() -%}
{% set all.ends = all.ends + [(end, "**" ~ name ~ "** " ~ (end | as_local).strftime("%H:%M"))] -%}
{% endif -%}
{% endfor -%}
{% if all.ends -%}
${t.finishes} {{ all.ends | sort | map(attribute=1) | join(" · ") }}
{% else -%}
${t.noLessonLeft}
{% endif %}`}function bs(e,t,n){return`{% set all = namespace(names=[]) -%}
{% for name, entity in ${vs(e,`binary_sensor`,t)} if is_state(entity, "on") -%}
{% set all.names = all.names + ["**" ~ name ~ "**"] -%}
{% endfor -%}
{% if all.names %}
${n} {{ all.names | join(" · ") }}
{% endif -%}`}function xs(e,t){return`{% for name, entity in ${vs(e,`event`,`lesson`)} -%}
{% set start = (state_attr(entity, "start") or "") | as_datetime(none) -%}
{% if start and start > now() and state_attr(entity, "event_type") in ("lesson_canceled", "lesson_removed") %}
${t.canceled} **{{ name }}** {{ state_attr(entity, "subject") }}, {{ (start | as_local).strftime("%d/%m %H:%M") }}
{% endif -%}
{% endfor %}`}var Ss=3,Cs=5,ws=3;function Ts(e,t,n,r){let i=e.length>2?ws:Cs,a=Math.max(2,Math.min(e.length,4)),o=Po(t,`overview`,{devices:e.map(({device:e})=>e),hide_changes:!0})??(e.length>1?_s(e,n):void 0);return{title:n.strategy.family,path:`family`,icon:`mdi:home-heart`,type:`sections`,max_columns:a,sections:[...Z([o&&{type:`grid`,column_span:a,cards:[o]},...e.map(e=>{let a=new No(e,t,n);return jo(Mo(e.name,`mdi:account-school`,{tap_action:{action:`navigate`,navigation_path:`${r}/${Qo(e)}`}}),[...zo(a,`${r}/${Qo(e)}`),Wo(a,Ss,i),Jo(a,void 0,i)])})])]}}var Es=class extends HTMLElement{static{this.registryDependencies=[`entities`,`devices`]}static async generate(e,t){let n=Qe(t.language),r=`/${window.location.pathname.split(`/`)[1]??``}`,i=w(t).length===0?await Ds(t,n):void 0;return{views:Os(e,t,n,r,/* @__PURE__ */ new Date,i)}}static getCreateSuggestions(e){return{title:Qe(e.language).strategy.title,icon:`mdi:school`}}static getConfigElement(){return Promise.resolve(gs.create())}};async function Ds(e,t){let n=await it(e,void 0).catch(()=>[]),r=await Promise.all(n.map(n=>at(e,t,n)));return[...new Set(r.filter(Boolean))].join(` `)||void 0}function Os(e,t,n,r,i,a){let o=w(t),s=new Set(e.hidden_children),c=o.filter(e=>!s.has(e.device));return c.length===0?[ks(n,o.length>0?n.strategy.allHidden:a)]:[Ts(c,e,n,r),...c.map(t=>$o(t,e,n,i))]}function ks(e,t){let n=e.strategy;return{title:n.title,path:`family`,type:`sections`,max_columns:1,sections:[{type:`grid`,cards:[{type:`markdown`,content:t??n.nobody,grid_options:{columns:`full`}},...t===void 0?[{type:`button`,name:n.addAccount,icon:`mdi:plus`,icon_height:`32px`,grid_options:{columns:`full`,rows:2},tap_action:{action:`navigate`,navigation_path:`/config/integrations/dashboard/add?domain=pronote`}}]:[]]}]}}function As(){let e=`ll-strategy-dashboard-${Oo}`;customElements.get(e)===void 0&&(customElements.define(e,Es),(window.customStrategies??=[]).push({type:Oo,strategyType:`dashboard`,get name(){return T().strategy.name},get description(){return T().strategy.description},documentationURL:ko}))}X(`overview`,fa),X(`day`,Kn),X(`timetable`,To),X(`homework`,Gr),X(`grades`,Vr),X(`menu`,Ji),X(`changes`,An),X(`inbox`,Fi),X(`documents`,yr),X(`bag`,Gt),X(`school-life`,Za),X(`skills`,to),X(`report-card`,xa),As();