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
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,ee=globalThis,te=ee.trustedTypes,ne=te?te.emptyScript:``,re=ee.reactiveElementPolyfillSupport,h=(e,t)=>e,ie={toAttribute(e,t){switch(t){case Boolean:e=e?ne:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ae=(e,t)=>!l(e,t),oe={attribute:!0,type:String,converter:ie,reflect:!1,useDefault:!1,hasChanged:ae};Symbol.metadata??=Symbol(`metadata`),ee.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var g=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=oe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??oe}static _$Ei(){if(this.hasOwnProperty(h(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(h(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(h(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ie:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ie:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ae)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};g.elementStyles=[],g.shadowRootOptions={mode:`open`},g[h(`elementProperties`)]=/* @__PURE__ */ new Map,g[h(`finalized`)]=/* @__PURE__ */ new Map,re?.({ReactiveElement:g}),(ee.reactiveElementVersions??=[]).push(`2.1.2`);var se=globalThis,ce=e=>e,le=se.trustedTypes,ue=le?le.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,de=`$lit$`,_=`lit$${Math.random().toFixed(9).slice(2)}$`,fe=`?`+_,pe=`<${fe}>`,v=document,me=()=>v.createComment(``),he=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ge=Array.isArray,_e=e=>ge(e)||typeof e?.[Symbol.iterator]==`function`,ve=`[ 	
\f\r]`,y=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ye=/-->/g,be=/>/g,b=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),xe=/'/g,Se=/"/g,Ce=/^(?:script|style|textarea|title)$/i,we=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),x=we(1),Te=we(2),S=Symbol.for(`lit-noChange`),C=Symbol.for(`lit-nothing`),Ee=/* @__PURE__ */ new WeakMap,w=v.createTreeWalker(v,129);function De(e,t){if(!ge(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ue===void 0?t:ue.createHTML(t)}var Oe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=y;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===y?c[1]===`!--`?o=ye:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=b):(Ce.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=b):o=be:o===b?c[0]===`>`?(o=i??y,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?b:c[3]===`"`?Se:xe):o===Se||o===xe?o=b:o===ye||o===be?o=y:(o=b,i=void 0);let d=o===b&&e[t+1].startsWith(`/>`)?` `:``;a+=o===y?n+pe:l>=0?(r.push(s),n.slice(0,l)+de+n.slice(l)+_+d):n+_+(l===-2?t:d)}return[De(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},ke=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Oe(t,n);if(this.el=e.createElement(l,r),w.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=w.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(de)){let t=u[o++],n=i.getAttribute(e).split(_),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ne:r[1]===`?`?Pe:r[1]===`@`?Fe:Me}),i.removeAttribute(e)}else e.startsWith(_)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ce.test(i.tagName)){let e=i.textContent.split(_),t=e.length-1;if(t>0){i.textContent=le?le.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],me()),w.nextNode(),c.push({type:2,index:++a});i.append(e[t],me())}}}else if(i.nodeType===8){if(i.data===fe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(_,e+1))!==-1;)c.push({type:7,index:a}),e+=_.length-1}}a++}}static createElement(e,t){let n=v.createElement(`template`);return n.innerHTML=e,n}};function T(e,t,n=e,r){if(t===S)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=he(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=T(e,i._$AS(e,t.values),i,r)),t}var Ae=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??v).importNode(t,!0);w.currentNode=r;let i=w.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new je(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ie(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=w.nextNode(),a++)}return w.currentNode=v,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},je=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=C,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=T(this,e,t),he(e)?e===C||e==null||e===``?(this._$AH!==C&&this._$AR(),this._$AH=C):e!==this._$AH&&e!==S&&this._(e):e._$litType$===void 0?e.nodeType===void 0?_e(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==C&&he(this._$AH)?this._$AA.nextSibling.data=e:this.T(v.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=ke.createElement(De(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Ae(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Ee.get(e.strings);return t===void 0&&Ee.set(e.strings,t=new ke(e)),t}k(t){ge(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(me()),this.O(me()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ce(e).nextSibling;ce(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Me=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=C,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=C}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=T(this,e,t,0),a=!he(e)||e!==this._$AH&&e!==S,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=T(this,r[n+o],t,o),s===S&&(s=this._$AH[o]),a||=!he(s)||s!==this._$AH[o],s===C?e=C:e!==C&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===C?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ne=class extends Me{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===C?void 0:e}},Pe=class extends Me{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==C)}},Fe=class extends Me{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=T(this,e,t,0)??C)===S)return;let n=this._$AH,r=e===C&&n!==C||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==C&&(n===C||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ie=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){T(this,e)}},Le=se.litHtmlPolyfillSupport;Le?.(ke,je),(se.litHtmlVersions??=[]).push(`3.3.3`);var Re=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new je(t.insertBefore(me(),e),e,void 0,n??{})}return i._$AI(e),i},ze=globalThis,E=class extends g{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Re(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};E._$litElement$=!0,E.finalized=!0,ze.litElementHydrateSupport?.({LitElement:E});var Be=ze.litElementPolyfillSupport;Be?.({LitElement:E}),(ze.litElementVersions??=[]).push(`4.2.2`);function D(e,t,n){return e?t(e):n?.(e)}var Ve=`pronote`;function He(e,t,n,r){return Object.values(e.entities).filter(e=>e.device_id===t&&e.platform===Ve&&e.translation_key===r&&e.entity_id.startsWith(`${n}.`)).map(e=>e.entity_id)}function Ue(e){return[...new Set(Object.values(e.entities).filter(e=>e.platform===Ve&&e.entity_id.startsWith(`todo.`)).map(e=>e.device_id))].map(t=>We(e,t)).filter(e=>e!==void 0).sort((t,n)=>t.name.localeCompare(n.name,e.locale.language))}function We(e,t){let n=t===void 0?void 0:e.devices[t];if(n===void 0)return;let r=n.via_device_id??void 0;return{device:n.id,name:n.name_by_user??n.name??``,school:r,entity:(t,r)=>He(e,n.id,t,r)[0],entities:(t,r)=>He(e,n.id,t,r),ofSchool:(t,n)=>He(e,r,t,n)[0]}}function Ge(e,t,n,r){return He(e,t.school,n,r)[0]}var Ke={schoolsOwn:!1,previousWeek:`Previous week`,nextWeek:`Next week`,thisWeek:`This week`,today:`Today`,yesterday:`Yesterday`,tomorrow:`Tomorrow`,close:`Close`,loading:`Loading…`,account:{starting:`The PRONOTE account is starting…`,retry:`Home Assistant tries again automatically, within two minutes.`,failed:`The PRONOTE account is not loaded: open it under Settings, Devices & services.`,disabled:`The PRONOTE account is disabled. Enable it under Settings, Devices & services.`},days:`Days`,weeks:`Weeks`,noChild:`Choose a child in the card’s settings.`,childGone:`This child’s device no longer exists.`,notFollowed:`This card has no data: its entity is disabled.`,editor:{device:`Child`,devices:`Children (all by default)`,title:`Title`,topics:`Topics (all by default)`,hide_grades:`Hide grades`,view:`View`,back:`Days back`,grades:`Number of grades`,hide_changes:`Hide changes`,discreet:`Hide figures until a button is pressed`,days:`Days ahead`,hide_done:`Hide completed homework`,allergens:`Show allergens`,items:`Items shown at first`,unread_only:`Only what is unread or awaits an answer`},overview:{name:`PRONOTE: the day of the family`,description:`Who finishes first, when lessons start tomorrow, and what changes in the lessons of each child.`,nobody:`No children yet. Add a PRONOTE account.`,finishes:`Lessons end at`,finished:`No more lessons today.`,noLesson:`No lessons in the next days.`,unknown:`The timetable is not available at the moment.`,nothingHeld:`no lessons take place`,colon:`:`},day:{name:`PRONOTE: the day of a child`,description:`What to know about today, and about the next school day once lessons are over: hours, changes, tests, bag, menu.`,current:`Now: {lesson}, until {end}`,next:`Then, at {start}: {lesson}`,others:`and {count} more changes`,toJustify:`To justify: {count}`,toSign:`To sign: {count}`,nextTest:`Next test: {subject}, {when}`,soon:`{name}: {day}`},timetable:{name:`PRONOTE: timetable`,description:`The week of a child, with changes. On a phone, the next day.`,views:{auto:`Automatic`,week:`Week`,day:`Day`},lesson:`Lesson`,study:`Study hour`,lunch:`Lunch`,pause:`Break`,freeDay:`No lessons on this day.`,freeWeek:`No lessons this week.`,movedFrom:`Moved from {moment}`,movedTo:`Moved to {moment}`,statuses:{canceled:`Canceled`,teacher_absent:`Teacher absent`,class_absent:`Class absent`,moved:`Moved`,replaced:`Replacement`,room_changed:`Room changed`,exceptional:`Exceptional`,exempted:`Exempted`,detention:`Detention`,outing:`Outing`,test:`Test`,modified:`Changed`}},homework:{name:`PRONOTE: homework`,description:`Homework by day, to check off, with the teachers’ files.`,title:`Homework`,none:`Nothing to do. Well done!`,late:`Overdue`,work:`Homework`,done:`Done:`,atHome:`With a parent’s account, check marks are saved in Home Assistant only. PRONOTE does not show them.`,difficulties:{easy:`easy`,medium:`medium`,hard:`hard`},returns:{paper:`on paper`,upload:`to hand in online`,kiosk:`in the e-book`,audio:`as a recording`}},grades:{name:`PRONOTE: grades`,description:`The latest grades compared with those of the class, and averages with their curves.`,title:`Grades`,none:`No grades yet: {period}.`,period:`Period`,overall:`Overall average`,class:`class`,subjects:`Subjects`,last:`Latest grades`,coefficient:`coef.`,optional:`optional`,bonus:`bonus`,show:`Show`,hide:`Hide`,codes:{absent:`Abs.`,exempted:`Exempt.`,not_graded:`N. gr.`,unfit:`Unfit`,not_handed_in:`Not in`,absent_zero:`Abs. (0)`,not_handed_in_zero:`Not in (0)`,congratulations:`Congratulations`}},menu:{name:`PRONOTE: menu of the week`,description:`The canteen menu, day by day, with its labels.`,title:`Menu`,none:`No menu published for this week.`,lunch:`Lunch`,dinner:`Dinner`,courses:{starter:`Starter`,main:`Main course`,side:`Side`,drink:`Drink`,cheese:`Cheese`,dessert:`Dessert`},allergens:`Allergens`},changes:{name:`PRONOTE: what changed`,description:`Recent events at school, as soon as they are known.`,title:`What’s new`,none:`Nothing new in recent days.`,due:`for {day}`,topics:{absence:`Absences`,announcement:`Announced absences`,day:`Starts and ends of days`,delay:`Delays`,document:`Documents`,evaluation:`Skills`,exemption:`Requested exemptions`,grade:`Grades`,homework:`Homework`,lesson:`Lessons`,menu:`Menus`,message:`Messages`,news:`News`,observation:`Observations`,period:`Periods`,punishment:`Punishments`,report_card:`Report cards`,survey:`Surveys`,wallet:`Canteen balances`},types:{new_grade:`New grade`,grade_changed:`Grade changed`,new_evaluation:`Skills assessed`,evaluation_changed:`Assessment changed`,new_homework:`New homework`,homework_changed:`Homework changed`,homework_removed:`Homework withdrawn`,lesson_canceled:`Lesson canceled`,lesson_restored:`Lesson takes place after all`,lesson_moved:`Lesson moved`,lesson_replaced:`Lesson replaced`,lesson_room_changed:`Room changed`,lesson_teacher_changed:`Teacher changed`,lesson_added:`Lesson added`,lesson_removed:`Lesson removed`,test_announced:`Test announced`,teacher_absent:`Teacher absent`,start_of_day_moved:`School day starts at another time`,end_of_day_moved:`School day ends at another time`,new_absence:`Absence reported`,absence_changed:`Absence updated`,new_delay:`Delay reported`,delay_changed:`Delay updated`,new_punishment:`Punishment reported`,punishment_changed:`Punishment updated`,new_observation:`Observation`,absence_announced:`Absence announced`,announcement_accepted:`Announced absence accepted`,announcement_refused:`Announced absence refused`,exemption_requested:`Exemption requested`,exemption_accepted:`Exemption accepted`,exemption_refused:`Exemption refused`,balance_low:`Low canteen balance`,new_document:`New document`,document_to_sign:`Document to sign`,document_to_hand_in:`Paper to hand in`,new_news:`News from the school`,new_survey:`Survey to answer`,new_message:`New message`,report_card_published:`Report card published`,menu_published:`Menu published`,menu_changed:`Menu changed`,new_period:`New period`}},write:{cancel:`Cancel`,running:`Sending… Please keep this page open.`,lost:`It may have been sent. Check in PRONOTE before you repeat it.`},inbox:{name:`PRONOTE: inbox`,description:`News, surveys and discussions in one list, unread first: read, acknowledge, answer and reply.`,title:`Inbox`,none:`Nothing in the inbox.`,noneUnread:`Everything has been read.`,reserved:`In this home, only administrators read messages and write to the school. Please ask the person who manages Home Assistant.`,refresh:`Look for new messages`,refreshing:`Looking for new messages…`,select:`Select several`,selectOne:`Select: {title}`,kinds:{news:`News`,survey:`Survey`,discussion:`Discussion`},unread:`Unread:`,awaits:`Answer expected`,untitled:`No title`,noText:`There is no text.`,more:`Show {count} more`,markRead:`Mark as read`,markUnread:`Mark as unread`,askRead:`Mark as read in PRONOTE ({count})?`,askUnread:`Mark as unread in PRONOTE ({count})?`,marked:`Noted in PRONOTE.`,acknowledge:`Acknowledge`,askAcknowledge:`Tell the school that you have read this?`,acknowledged:`The school knows that you have read this.`,haveRead:`I have read this`,answer:`Send the answer`,askAnswer:`Send this answer to the school?`,askPart:`Some questions have no answer yet. Send the others now?`,answered:`The school has received your answer.`,yourAnswer:`Your answer: {answer}`,anonymous:`The school does not see who answers.`,upTo:`At most {count} choices`,ownWords:`In your own words`,you:`You`,earlier:`Show earlier messages ({count})`,reply:`Your reply`,to:`To`,send:`Send`,askReply:`Send this reply to: {to}?`,replied:`Your reply has been sent.`,closed:`This discussion accepts no replies.`,circles:{sender:`the author only`,all:`everybody`,follow_up:`the same recipients`,all_but_families:`everybody but families`,follow_up_but_families:`the same recipients but families`}},documents:{name:`PRONOTE: documents`,description:`Documents to sign, papers to hand in, report cards, locker and documents of the school.`,title:`Documents`,none:`The school has put no documents here.`,toSign:`To sign`,toHandIn:`To hand in`,unread:`New:`,download:`Download {name}`,kinds:{school:`From the school`,personal:`About this child`,support_plan:`Support plans`,report_card:`Report cards`,skills_report_card:`Skills report cards`,former_report_card:`Former report cards`,diploma:`Diplomas`,locker:`Locker`,signed:`Signed documents`},statuses:{to_sign:`to sign`,signing:`signature begun`,signed:`signed`,refused:`refused`,expired:`too late to sign`},signatures:`{count} of {all} signatures`,sign:`Get the link to sign`,show:`Get the link to read it`,openToSign:`Open the signing page`,openSigned:`Open the document`,once:`This link works once, on the site of the school’s partner.`,due:`By {day}`,has:`Handed in: {file}`,choose:`Choose a file`,replace:`Replace the file`,handIn:`Hand in`,askHandIn:`Send {file} to the school for “{paper}”?`,handedIn:`The school has received your file.`,atSchool:`This paper is not handed in here: ask the school how.`},strategy:{name:`PRONOTE: the family`,description:`A page for the family and one for each child: lessons, homework, grades, menus.`,title:`School`,family:`Family`,finishes:`Lessons end:`,noLessonLeft:`No more lessons today.`,changedToday:`Timetable changed today:`,changedTomorrow:`Timetable changed tomorrow:`,canceled:`Lesson canceled:`,whatHappened:`Recent events`,now:`At a glance`,week:`Timetable`,homework:`Homework`,grades:`Grades`,schoolLife:`School life`,news:`To read`,menus:`Menus`,nobody:`## No children yet

Add your PRONOTE account with a QR code or a password. Your children are then added here automatically.`,allHidden:`## All children are hidden

The settings of this dashboard hide all children. Show at least one of them again.`,addAccount:`Add a PRONOTE account`,names:{current_lesson:`Now`,next_lesson:`Next lesson`,first_lesson_next_school_day:`Next school day starts`,end_of_day:`Lessons end`,end_of_next_school_day:`End of lessons`,wake_up:`Wake-up`,bag:`Put in the bag`,next_test:`Next test`,holidays:`Off school`,next_holidays:`Next days off`,timetable_changed_today:`Timetable changed today`,timetable_changed_tomorrow:`Timetable changed tomorrow`,finishes_early:`Finishes early today`,test_tomorrow:`Test tomorrow`,detention_coming:`Upcoming detention`,menu_today:`Menu today`,menu_tomorrow:`Menu tomorrow`,overall_average:`Average`,class_average:`Class`,last_grade:`Last grade`,unjustified_absences:`Unjustified absences`,to_acknowledge:`To acknowledge`,delays:`Delays`,punishments:`Punishments`,observations:`Observations`,unread_news:`News`,surveys_to_answer:`Surveys`,unread_messages:`Messages`,documents_to_sign:`To sign`,documents_to_hand_in:`To hand in`},fields:{hidden_children:`Children to hide`,hide_grades:`Hide the grades`,built_in:`Only Home Assistant’s own cards`}}},qe={schoolsOwn:!0,previousWeek:`Semaine précédente`,nextWeek:`Semaine suivante`,thisWeek:`Cette semaine`,today:`Aujourd’hui`,yesterday:`Hier`,tomorrow:`Demain`,close:`Fermer`,loading:`Chargement…`,account:{starting:`Le compte PRONOTE démarre…`,retry:`Home Assistant réessaie automatiquement, dans les deux minutes.`,failed:`Le compte PRONOTE n’est pas chargé\xA0: ouvrez-le dans Paramètres, Appareils et services.`,disabled:`Le compte PRONOTE est désactivé. Activez-le dans Paramètres, Appareils et services.`},days:`Jours`,weeks:`Semaines`,noChild:`Choisissez un enfant dans les réglages de la carte.`,childGone:`L’appareil de cet enfant n’existe plus.`,notFollowed:`Cette carte n’a pas de données\xA0: son entité est désactivée.`,editor:{device:`Enfant`,devices:`Enfants (tous par défaut)`,title:`Titre`,topics:`Sujets (tous par défaut)`,hide_grades:`Cacher les notes`,view:`Vue`,back:`Jours passés`,grades:`Nombre de notes`,hide_changes:`Cacher les changements`,discreet:`Cacher les chiffres jusqu’à l’appui sur un bouton`,days:`Jours à venir`,hide_done:`Cacher les devoirs faits`,allergens:`Afficher les allergènes`,items:`Éléments affichés d’abord`,unread_only:`Seulement les non lus et ce qui attend une réponse`},overview:{name:`PRONOTE\xA0: la journée de la famille`,description:`Qui finit le premier, quand commencent les cours demain, et ce qui change dans les cours de chaque enfant.`,nobody:`Aucun enfant pour le moment. Ajoutez un compte PRONOTE.`,finishes:`Fin des cours à`,finished:`Plus de cours aujourd’hui.`,noLesson:`Pas de cours ces prochains jours.`,unknown:`L’emploi du temps n’est pas disponible pour le moment.`,nothingHeld:`aucun cours n’a lieu`,colon:`\xA0:`},day:{name:`PRONOTE\xA0: la journée d’un enfant`,description:`Ce qu’il faut savoir du jour, puis du prochain jour de classe dès la fin des cours\xA0: horaires, changements, contrôles, sac, menu.`,current:`En ce moment\xA0: {lesson}, jusqu’à {end}`,next:`Ensuite, à {start}\xA0: {lesson}`,others:`et {count} autres changements`,toJustify:`À justifier\xA0: {count}`,toSign:`À signer\xA0: {count}`,nextTest:`Prochain contrôle\xA0: {subject}, {when}`,soon:`{name}\xA0: {day}`},timetable:{name:`PRONOTE\xA0: emploi du temps`,description:`La semaine d’un enfant, avec les changements. Sur un téléphone, la prochaine journée.`,views:{auto:`Automatique`,week:`Semaine`,day:`Jour`},lesson:`Cours`,study:`Permanence`,lunch:`Déjeuner`,pause:`Pause`,freeDay:`Pas de cours ce jour-là.`,freeWeek:`Pas de cours cette semaine.`,movedFrom:`Déplacé du {moment}`,movedTo:`Déplacé au {moment}`,statuses:{canceled:`Cours annulé`,teacher_absent:`Prof. absent`,class_absent:`Classe absente`,moved:`Cours déplacé`,replaced:`Remplacement`,room_changed:`Changement de salle`,exceptional:`Exceptionnel`,exempted:`Dispense`,detention:`Retenue`,outing:`Sortie`,test:`Contrôle`,modified:`Cours modifié`}},homework:{name:`PRONOTE\xA0: travail à faire`,description:`Le travail à faire, jour par jour, à cocher, avec les fichiers des professeurs.`,title:`Travail à faire`,none:`Rien à faire. Bravo\xA0!`,late:`En retard`,work:`Travail`,done:`Fait\xA0:`,atHome:`Avec un compte de parent, les coches restent dans Home Assistant seulement. PRONOTE ne les affiche pas.`,difficulties:{easy:`facile`,medium:`moyen`,hard:`difficile`},returns:{paper:`à rendre sur papier`,upload:`à rendre en ligne`,kiosk:`dans le manuel numérique`,audio:`enregistrement à rendre`}},grades:{name:`PRONOTE\xA0: notes`,description:`Les dernières notes comparées à celles de la classe, et les moyennes avec leur courbe.`,title:`Notes`,none:`Pas encore de notes\xA0: {period}.`,period:`Période`,overall:`Moyenne générale`,class:`classe`,subjects:`Matières`,last:`Dernières notes`,coefficient:`coef.`,optional:`facultatif`,bonus:`bonus`,show:`Montrer`,hide:`Cacher`,codes:{absent:`Abs.`,exempted:`Disp.`,not_graded:`N. noté`,unfit:`Inapte`,not_handed_in:`N. rendu`,absent_zero:`Abs. (0)`,not_handed_in_zero:`N. rendu (0)`,congratulations:`Félicitations`}},menu:{name:`PRONOTE\xA0: menus de la semaine`,description:`Le menu de la cantine, jour par jour, avec ses labels.`,title:`Menus`,none:`Aucun menu publié pour cette semaine.`,lunch:`Déjeuner`,dinner:`Dîner`,courses:{starter:`Entrée`,main:`Plat`,side:`Accompagnement`,drink:`Boisson`,cheese:`Laitage`,dessert:`Dessert`},allergens:`Allergènes`},changes:{name:`PRONOTE\xA0: quoi de neuf`,description:`Les événements récents à l’école, dès qu’ils sont connus.`,title:`Quoi de neuf`,none:`Rien de neuf ces derniers jours.`,due:`pour {day}`,topics:{absence:`Absences`,announcement:`Absences annoncées`,day:`Débuts et fins de journée`,delay:`Retards`,document:`Documents`,evaluation:`Compétences`,exemption:`Dispenses demandées`,grade:`Notes`,homework:`Travail à faire`,lesson:`Cours`,menu:`Menus`,message:`Messages`,news:`Informations`,observation:`Observations`,period:`Périodes`,punishment:`Punitions`,report_card:`Bulletins`,survey:`Sondages`,wallet:`Soldes de cantine`},types:{new_grade:`Nouvelle note`,grade_changed:`Note modifiée`,new_evaluation:`Compétences évaluées`,evaluation_changed:`Évaluation modifiée`,new_homework:`Nouveau travail à faire`,homework_changed:`Travail à faire modifié`,homework_removed:`Travail à faire retiré`,lesson_canceled:`Cours annulé`,lesson_restored:`Cours rétabli`,lesson_moved:`Cours déplacé`,lesson_replaced:`Cours remplacé`,lesson_room_changed:`Changement de salle`,lesson_teacher_changed:`Changement de professeur`,lesson_added:`Cours ajouté`,lesson_removed:`Cours supprimé`,test_announced:`Contrôle annoncé`,teacher_absent:`Professeur absent`,start_of_day_moved:`La journée commence à une autre heure`,end_of_day_moved:`La journée finit à une autre heure`,new_absence:`Absence signalée`,absence_changed:`Absence mise à jour`,new_delay:`Retard signalé`,delay_changed:`Retard mis à jour`,new_punishment:`Punition signalée`,punishment_changed:`Punition mise à jour`,new_observation:`Observation`,absence_announced:`Absence annoncée`,announcement_accepted:`Absence annoncée acceptée`,announcement_refused:`Absence annoncée refusée`,exemption_requested:`Dispense demandée`,exemption_accepted:`Dispense acceptée`,exemption_refused:`Dispense refusée`,balance_low:`Solde de cantine bas`,new_document:`Nouveau document`,document_to_sign:`Document à signer`,document_to_hand_in:`Papier à déposer`,new_news:`Information de l’école`,new_survey:`Sondage à remplir`,new_message:`Nouveau message`,report_card_published:`Bulletin publié`,menu_published:`Menu publié`,menu_changed:`Menu modifié`,new_period:`Nouvelle période`}},write:{cancel:`Annuler`,running:`Envoi en cours… Gardez cette page ouverte.`,lost:`L’envoi a peut-être eu lieu. Vérifiez dans PRONOTE avant de recommencer.`},inbox:{name:`PRONOTE\xA0: messages et informations`,description:`Informations, sondages et discussions en une seule liste, les non lus d’abord\xA0: lire, confirmer, répondre.`,title:`Messages`,none:`Aucun message pour le moment.`,noneUnread:`Tout est lu.`,reserved:`Dans ce foyer, seuls les administrateurs lisent les messages et écrivent à l’école. Adressez-vous à la personne qui gère Home Assistant.`,refresh:`Chercher les nouveaux messages`,refreshing:`Recherche de nouveaux messages…`,select:`En choisir plusieurs`,selectOne:`Choisir\xA0: {title}`,kinds:{news:`Information`,survey:`Sondage`,discussion:`Discussion`},unread:`Non lu\xA0:`,awaits:`Réponse attendue`,untitled:`Sans titre`,noText:`Il n’y a pas de texte.`,more:`En afficher {count} de plus`,markRead:`Marquer comme lu`,markUnread:`Marquer comme non lu`,askRead:`Marquer comme lu dans PRONOTE ({count})\xA0?`,askUnread:`Marquer comme non lu dans PRONOTE ({count})\xA0?`,marked:`C’est noté dans PRONOTE.`,acknowledge:`J’en ai pris connaissance`,askAcknowledge:`Confirmer à l’école que vous en avez pris connaissance\xA0?`,acknowledged:`L’école sait que vous en avez pris connaissance.`,haveRead:`J’en ai pris connaissance`,answer:`Envoyer la réponse`,askAnswer:`Envoyer cette réponse à l’école\xA0?`,askPart:`Il manque encore des réponses. Envoyer dès maintenant les autres\xA0?`,answered:`L’école a reçu votre réponse.`,yourAnswer:`Votre réponse\xA0: {answer}`,anonymous:`L’école ne voit pas qui répond.`,upTo:`{count} choix au plus`,ownWords:`Avec vos mots`,you:`Vous`,earlier:`Afficher les messages précédents ({count})`,reply:`Votre réponse`,to:`À`,send:`Envoyer`,askReply:`Envoyer cette réponse à\xA0: {to}\xA0?`,replied:`Votre réponse est envoyée.`,closed:`Cette discussion n’accepte pas de réponse.`,circles:{sender:`l’auteur seulement`,all:`tous`,follow_up:`les mêmes destinataires`,all_but_families:`tous sauf les familles`,follow_up_but_families:`les mêmes destinataires sauf les familles`}},documents:{name:`PRONOTE\xA0: documents`,description:`Documents à signer, papiers à déposer, bulletins, casier et documents de l’école.`,title:`Documents`,none:`L’école n’a déposé aucun document ici.`,toSign:`À signer`,toHandIn:`À déposer`,unread:`Nouveau\xA0:`,download:`Télécharger {name}`,kinds:{school:`De l’école`,personal:`Au sujet de cet enfant`,support_plan:`Projets d’accompagnement`,report_card:`Bulletins`,skills_report_card:`Bilans de compétences`,former_report_card:`Bulletins des années passées`,diploma:`Diplômes`,locker:`Casier`,signed:`Documents signés`},statuses:{to_sign:`à signer`,signing:`signature commencée`,signed:`signé`,refused:`refusé`,expired:`délai de signature dépassé`},signatures:`{count} signatures sur {all}`,sign:`Obtenir le lien pour signer`,show:`Obtenir le lien pour le lire`,openToSign:`Ouvrir la page de signature`,openSigned:`Ouvrir le document`,once:`Ce lien ne sert qu’une fois, sur le site du partenaire de l’école.`,due:`Avant le {day}`,has:`Déposé\xA0: {file}`,choose:`Choisir un fichier`,replace:`Remplacer le fichier`,handIn:`Déposer`,askHandIn:`Envoyer {file} à l’école pour «\xA0{paper}\xA0»\xA0?`,handedIn:`L’école a reçu votre fichier.`,atSchool:`Ce papier ne se dépose pas ici\xA0: demandez à l’école comment faire.`},strategy:{name:`PRONOTE\xA0: la famille`,description:`Une page pour la famille et une par enfant\xA0: cours, devoirs, notes, menus.`,title:`École`,family:`Famille`,finishes:`Fin des cours\xA0:`,noLessonLeft:`Plus de cours aujourd’hui.`,changedToday:`Emploi du temps modifié aujourd’hui\xA0:`,changedTomorrow:`Emploi du temps modifié demain\xA0:`,canceled:`Cours annulé\xA0:`,whatHappened:`Événements récents`,now:`En bref`,week:`Emploi du temps`,homework:`Devoirs`,grades:`Notes`,schoolLife:`Vie scolaire`,news:`À lire`,menus:`Menus`,nobody:`## Aucun enfant pour le moment

Ajoutez votre compte PRONOTE avec un QR code ou un mot de passe. Vos enfants seront alors ajoutés ici automatiquement.`,allHidden:`## Tous les enfants sont masqués

Les réglages de ce tableau de bord masquent tous les enfants. Affichez de nouveau au moins l’un d’eux.`,addAccount:`Ajouter un compte PRONOTE`,names:{current_lesson:`En ce moment`,next_lesson:`Prochain cours`,first_lesson_next_school_day:`Début du prochain jour de classe`,end_of_day:`Fin des cours`,end_of_next_school_day:`Fin des cours`,wake_up:`Réveil`,bag:`Dans le sac`,next_test:`Prochain contrôle`,next_holidays:`Prochain congé`,holidays:`En congé`,timetable_changed_today:`Emploi du temps modifié aujourd’hui`,timetable_changed_tomorrow:`Emploi du temps modifié demain`,finishes_early:`Finit plus tôt aujourd’hui`,test_tomorrow:`Contrôle demain`,detention_coming:`Retenue à venir`,menu_today:`Menu du jour`,menu_tomorrow:`Menu de demain`,overall_average:`Moyenne`,class_average:`Classe`,last_grade:`Dernière note`,unjustified_absences:`Absences non justifiées`,to_acknowledge:`À confirmer`,delays:`Retards`,punishments:`Punitions`,observations:`Observations`,unread_news:`Informations`,surveys_to_answer:`Sondages`,unread_messages:`Messages`,documents_to_sign:`À signer`,documents_to_hand_in:`À déposer`},fields:{hidden_children:`Enfants à masquer`,hide_grades:`Masquer les notes`,built_in:`Seulement les cartes de Home Assistant`}}};function Je(e){return e.toLowerCase().split(`-`)[0]===`fr`?qe:Ke}function O(){return Je(document.querySelector(`home-assistant`)?.hass?.language??navigator.language)}var k=o`
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
    --alarm-ink: color-mix(in srgb, var(--alarm) 75%, var(--ink));
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
  header {
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
  .weeks .step {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--finger);
    height: var(--finger);
    border-radius: 50%;
  }
  .weeks .step:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .weeks svg {
    width: 22px;
    height: 22px;
    fill: currentColor;
  }
  :host(:dir(rtl)) .weeks svg {
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
`,Ye=class extends E{static{this.properties={hass:{attribute:!1},config:{state:!0}}}static{this.styles=k}setConfig(e){this.config=e}getCardSize(){return 6}getGridOptions(){return{columns:`full`,min_columns:6}}get strings(){return Je(this.hass?.language??`en`)}shouldUpdate(e){let t=e.get(`hass`),{hass:n}=this;return e.size!==1||t===void 0||n===void 0||t.entities!==n.entities||t.devices!==n.devices||t.locale!==n.locale||t.language!==n.language||t.connection!==n.connection||this.watched().some(e=>t.states[e]!==n.states[e])}get whyNot(){}known(e,t,n){let{whyNot:r}=this;if(r!==void 0&&e===void 0)return x`<p class="empty" role="status">${r}</p>`;let i=r??t;return x`
      ${D(i,()=>x`<p class="error" role="alert">${i}</p>`)}
      ${e===void 0?D(t===void 0,()=>x`<p class="empty waiting">${this.strings.loading}</p>`):n(e)}
    `}nobody(e){return x`<ha-card><p class="empty">${e}</p></ha-card>`}},A=`away`,Xe=1e4,Ze=1e3,Qe=64,$e=/* @__PURE__ */ new Map;function j(e,t){return(e.states[t]?.state??`unavailable`)===`unavailable`?A:`there`}var M=class{constructor(e,t,n=$e){this.host=e,this.source=t,this.known=n,this.loading=!1,this.stale=!1,e.addController(this)}get value(){return this.current&&this.known.get(this.current.key)}assume(e){this.current!==void 0&&this.remember(this.current.key,e),this.host.requestUpdate()}hostUpdate(){let e=this.source(),{current:t}=this;if(e?.key===t?.key&&e?.version===t?.version||(this.leave(),e===void 0))return;this.current=e;let n=()=>this.follow(e);e.version===`away`?this.timer=setTimeout(n,Xe):e.key===t?.key?this.timer=setTimeout(n,Ze):n()}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.leave()}async load(){let e=this.current;if(e!==void 0){if(this.loading)this.stale=!0;else{this.loading=!0;try{this.remember(e.key,await e.load()),e===this.current&&(this.error=void 0)}catch(t){e===this.current&&(this.error=et(t))}finally{this.loading=!1}this.host.requestUpdate(),this.stale&&(this.stale=!1,await this.load())}}}remember(e,t){this.known.delete(e),this.known.set(e,t);for(let e of this.known.keys()){if(this.known.size<=Qe)break;this.known.delete(e)}}follow(e){let t=()=>{e===this.current&&this.load()};e.watch===void 0?t():this.unsubscribe=e.watch(t).catch(()=>{t()})}leave(){clearTimeout(this.timer),this.unsubscribe?.then(e=>e?.()).catch(()=>void 0),this.unsubscribe=void 0,this.current=void 0,this.error=void 0}};function et(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}async function tt(e,t){let n=new Set(t.flatMap(t=>e.devices[t]?.config_entries??[]));return(await e.callWS({type:`config_entries/get`,domain:`pronote`})).filter(({entry_id:e})=>n.has(e))}async function nt(e,t,n){if(n.disabled_by!==null)return t.account.disabled;let r=await rt(e,n);switch(n.state){case`loaded`:return;case`setup_retry`:return[r,t.account.retry].filter(Boolean).join(` `);case`setup_in_progress`:case`not_loaded`:case`unload_in_progress`:return t.account.starting;default:return[r,t.account.failed].filter(Boolean).join(` `)}}async function rt(e,t){let{error_reason_translation_key:n,reason:r}=t;return n===null?r??void 0:(await e.loadBackendTranslation?.(`exceptions`,`pronote`))?.(`component.pronote.exceptions.${n}.message`,t.error_reason_translation_placeholders??{})||(r??void 0)}var it=1e3,at=5e3,ot=class{constructor(e,t){this.host=e,this.missing=t,e.addController(this)}hostUpdate(){this.missing()===void 0?this.stop():this.timer??=setTimeout(()=>void this.look(),it)}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.stop()}stop(){clearTimeout(this.timer),this.timer=void 0,this.reason=void 0}async look(){let e=this.missing();if(e===void 0)return;let{hass:t,strings:n,devices:r}=e,i=await tt(t,r).then(e=>Promise.all(e.map(e=>nt(t,n,e)))).catch(()=>[]);if(this.timer===void 0)return;this.timer=setTimeout(()=>void this.look(),at);let a=[...new Set(i.filter(Boolean))].join(` `)||void 0;a!==this.reason&&(this.reason=a,this.host.requestUpdate())}},st={name:`device`,required:!0,selector:{device:{entity:{integration:`pronote`,domain:`todo`}}}},ct={name:`title`,selector:{text:{}}};function N(...e){return lt(st,ct,...e)}function lt(...e){return{schema:e,computeLabel:({name:e,label:t})=>O().editor[t??e]}}var P=class extends Ye{constructor(...e){super(...e),this.followed=[],this.outage=new ot(this,()=>{let{hass:e,child:t,strings:n}=this,r=this.watched();return e!==void 0&&t!==void 0&&(r.length>0||ut(e,t))&&r.every(t=>j(e,t)===`away`)?{hass:e,strings:n,devices:[t.device]}:void 0})}static getStubConfig(e){let[t]=Ue(e);return t===void 0?{}:{device:t.device}}get child(){return this.hass&&We(this.hass,this.config?.device)}heading(e){return e.name}tools(e){return C}get whyNot(){return this.outage.reason}watched(){let{child:e}=this;return this.followed.map(([t,n])=>e?.entity(t,n)).filter(e=>e!==void 0)}render(){let{hass:e,config:t,child:n,strings:r}=this;if(e===void 0||t===void 0)return C;if(n===void 0)return this.nobody(t.device===void 0?r.noChild:r.childGone);let i=t.title??this.heading(n),a=this.tools(e);return x`<ha-card>
      ${D(i!==``||a!==C,()=>x`<header>
            <h2>${i}</h2>
            ${a}
          </header>`)}
      ${this.whyNot!==void 0&&ut(e,n)?x`<p class="empty" role="status">${this.whyNot}</p>`:this.content(e,n)}
    </ha-card>`}};function ut(e,{device:t}){return Object.values(e.entities).every(({device_id:e})=>e!==t)}var dt=6e4,F=class{constructor(e){this.host=e,this.now=/* @__PURE__ */ new Date,this.wake=()=>{document.hidden||this.tick()},this.tick=()=>{clearTimeout(this.timer),this.now=/* @__PURE__ */ new Date,this.timer=setTimeout(this.tick,dt-Date.now()%dt),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.tick(),document.addEventListener(`visibilitychange`,this.wake)}hostDisconnected(){clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake)}},ft=864e5;function I(e){return Date.parse(`${e}T12:00:00Z`)}function L(e,t){return new Date(I(e)+t*ft).toISOString().slice(0,10)}function pt(e){return new Date(I(e)).getUTCDay()||7}function mt(e){return L(e,1-pt(e))}function ht(e,t){let n=[];for(let r=e;r<=t;r=L(r,1))n.push(r);return n}function R(e,t){return new Intl.DateTimeFormat(`en-CA`,{timeZone:e.config.time_zone,year:`numeric`,month:`2-digit`,day:`2-digit`}).format(t)}function gt(e,t){let n=e.split(`-`)[0]===`fr`,r=t.some(({type:e})=>e===`month`);return t.map(({type:e,value:t})=>n&&r&&e===`day`&&t===`1`?`1er`:t).join(``)}function z(e,t,n){let{language:r}=e.locale;return gt(r,new Intl.DateTimeFormat(r,{...n,timeZone:`UTC`}).formatToParts(I(t)))}function _t(e,t,n){let{language:r}=e.locale;return gt(r,new Intl.DateTimeFormat(r,{day:`numeric`,month:`long`,timeZone:`UTC`}).formatRangeToParts(I(t),I(n)))}function B(e,t,n){return t===n?e.today:t===L(n,-1)?e.yesterday:t===L(n,1)?e.tomorrow:void 0}function V(e,t){let n=/* @__PURE__ */ new Map;for(let r of e){let e=t(r),i=n.get(e);i===void 0?n.set(e,[r]):i.push(r)}return n}function vt(e){let{time_format:t}=e.locale;return t===`12`||t!==`24`&&void 0}function H(e,t){let n=vt(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:`UTC`,...n===void 0?{}:{hour12:n}}).format(t*6e4)}function yt(e){let t=Math.floor(e/60),n=e%60;return t===0?`${n}\u00a0min`:n===0?`${t}\u00a0h`:`${t}\u00a0h\u00a0${String(n).padStart(2,`0`)}`}function bt(e,t,n){return`${z(e,t,{weekday:`short`})}\u00a0${z(e,t,{day:`numeric`})},\u00a0${H(e,n)}`}function xt(e,t){let n=vt(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:e.config.time_zone,...n===void 0?{}:{hour12:n}}).format(new Date(t))}function U(e,t,n=2){return new Intl.NumberFormat(e.locale.language,{maximumFractionDigits:n}).format(t)}function St(e,t){return new Intl.NumberFormat(e.locale.language,{style:`currency`,currency:`EUR`}).format(t)}function Ct(e,t){return new Intl.NumberFormat(e.locale.language,{minimumFractionDigits:2,maximumFractionDigits:2}).format(t)}function W(e){return e.slice(0,10)}function G(e){return Number(e.slice(11,13))*60+Number(e.slice(14,16))}function wt(e,t){let[,n,r,i]=/([+-])(\d\d):(\d\d)$/.exec(t)??[],a=Number(r??0)*60+Number(i??0);return(e.getUTCHours()*60+e.getUTCMinutes()+(n===`-`?-a:a)+1440)%1440}function Tt(e){return e.filter(e=>!e.superseded&&e.status!==`class_council`)}function Et(e){let[t,n]=[W(e.start),W(e.end)];if(t===n)return[e];let[r,i]=[e.start.slice(10),e.end.slice(10)],a=i>r?i:`T23:59:00${r.slice(9)}`;return ht(t,n).map(t=>({...e,start:`${t}${r}`,end:`${t}${a}`}))}function Dt(e){return V(e.flatMap(Et).sort((e,t)=>e.start.localeCompare(t.start)||t.end.localeCompare(e.end)),e=>W(e.start))}function Ot(e,t){return e.filter(e=>e.attended&&Date.parse(e.end)>+t).map(e=>W(e.start)).sort()[0]}function kt(e){let t=[],n=[],r=[],i=()=>{for(let e of n)e.lanes=r.length;t.push(...n),n=[],r=[]};for(let t of e){r.every(e=>e<=t.start)&&i();let e=r.findIndex(e=>e<=t.start),a=e===-1?r.length:e;r[a]=t.end,n.push({lesson:t,lane:a,lanes:1})}return i(),t}function At(e,t=10){let n=[],r;for(let i of e){let e=G(i.start);if(r!==void 0&&e-r>=t){let t=i.after_lunch;n.push({start:r,end:e,lunch:t})}r=Math.max(r??0,G(i.end))}return n}function jt(e){return Date.parse(e.end)-Date.parse(e.start)}function Mt(e,t=/* @__PURE__ */ new Map){let n=/* @__PURE__ */ new Map;for(let r of e){if(r.status!==`moved`)continue;let i=t.get(r.key),a=Nt(r,e.filter(e=>e.status===`canceled`&&e.subject===r.subject&&e.teachers.join()===r.teachers.join()&&jt(e)===jt(r)&&(i===void 0||i===e.start)&&!n.has(e)));a!==void 0&&n.set(a,r.start);let o=i??a?.start;o!==void 0&&n.set(r,o)}return n}function Nt(e,t){let n=t=>Math.abs(Date.parse(t.start)-Date.parse(e.start));return t.sort((e,t)=>n(e)-n(t))[0]}function Pt(e,t){return t.find(t=>t.superseded&&t.start<e.end&&t.end>e.start)}var Ft=/^\d{4}-\d\d-\d\d$/;function It(e,t,n,r){let{facts:i}=n,a=t.changes,o=e=>{let t=i[e];return typeof t==`string`?t:``},s=t=>{let n=o(t);return Ft.test(n)?z(e,n,{weekday:`short`,day:`numeric`,month:`short`}):n&&bt(e,W(n),G(n))},c=t=>{let n=i[t];return typeof n==`number`?U(e,n):``},l=t=>{let n=i[t];return typeof n==`number`?St(e,n):``},u=(e,t)=>{let n=t(`previous_${e}`);return n&&`${n} → ${t(e)}`},d=c(`minutes`)&&`${c(`minutes`)}\u00a0min`,f=t=>o(t)&&H(e,G(o(t))),p=s(`date`),[m=``]=n.type.split(`_`);return({lesson:[o(`subject`)||o(`memo`),u(`start`,s)||s(`start`),u(`teacher`,o),u(`room`,o)],test:[o(`subject`),s(`start`)],teacher:[o(`teacher`),s(`start`)&&`${s(`start`)} – ${s(`end`)}`],start:[p,p&&`${f(`before`)} → ${f(`after`)}`],end:[p,p&&`${f(`before`)} → ${f(`after`)}`],grade:[o(`subject`),r?``:c(`value`)&&`${c(`value`)}\u00a0/\u00a0${c(`out_of`)}`,o(`title`)],homework:[o(`subject`),s(`due`)&&a.due.replace(`{day}`,s(`due`)),o(`text`)],evaluation:[o(`subject`),o(`name`)],absence:[s(`start`),o(`reason`)],announcement:[s(`start`),o(`reason`)],delay:[s(`start`),d,o(`reason`)],exemption:[s(`start`),o(`subject`)],document:[o(`name`),o(`author`)],balance:[o(`name`),r?``:l(`balance`)],punishment:[o(`name`),s(`detention_start`),o(`reason`)],observation:[o(`heading`),o(`subject`),o(`text`)],news:[o(`title`),o(`author`)],survey:[o(`title`),o(`author`)],message:[o(`subject`),o(`author`)],report:[o(`period`)],menu:[s(`date`),o(`name`)],period:[o(`period`)]}[m===`new`?n.type.split(`_`)[1]??``:m]??[]).filter(Boolean)}function Lt(e){let t={lesson_canceled:`mdi:calendar-remove`,lesson_removed:`mdi:calendar-remove`,lesson:`mdi:calendar-edit`,test:`mdi:pencil-ruler`,teacher:`mdi:account-off-outline`,start:`mdi:clock-start`,end:`mdi:clock-end`,grade:`mdi:school`,evaluation:`mdi:clipboard-check`,homework:`mdi:book-open-variant`,absence:`mdi:account-off`,announcement:`mdi:account-check`,announcement_refused:`mdi:account-cancel`,exemption:`mdi:account-check-outline`,exemption_refused:`mdi:account-cancel-outline`,balance:`mdi:wallet-outline`,document:`mdi:file-document-outline`,document_to_sign:`mdi:file-sign`,delay:`mdi:clock-alert`,punishment:`mdi:gavel`,observation:`mdi:message-alert`,news:`mdi:newspaper-variant`,survey:`mdi:poll`,message:`mdi:email`,report:`mdi:certificate`,menu:`mdi:silverware-fork-knife`,period:`mdi:calendar-range`},n=e.replace(/^new_/,``).split(`_`)[0]??``;return t[e]??t[n]??`mdi:information`}function Rt(e){return/^(lesson_(canceled|removed)|new_(absence|delay|punishment))$/.test(e)}var zt=[`absence`,`announcement`,`day`,`delay`,`document`,`evaluation`,`exemption`,`grade`,`homework`,`lesson`,`menu`,`message`,`news`,`observation`,`period`,`punishment`,`report_card`,`survey`,`wallet`];function Bt(e,t,n,r){let i=/* @__PURE__ */ new Map;return e.connection.subscribeMessage(({states:e})=>{for(let t of Vt(e))i.set(t.key,t);r([...i.values()].filter(({at:e})=>Date.parse(e)>=+n).sort((e,t)=>t.at.localeCompare(e.at)))},{type:`history/stream`,entity_ids:t,start_time:n.toISOString(),include_start_time_state:!1,significant_changes_only:!1,minimal_response:!1,no_attributes:!1})}function Vt(e){return Object.entries(e).flatMap(([e,t])=>t.flatMap(({s:t,a:n})=>{let r=n.event_type;return typeof r==`string`&&!Number.isNaN(Date.parse(t))?[{key:`${e} ${t}`,at:t,type:r,facts:n}]:[]}))}function Ht(e){let t=/* @__PURE__ */ new Map;for(let{type:n,facts:r}of[...e].reverse()){let{key:e,previous_start:i}=r;n===`lesson_moved`&&typeof e==`string`&&typeof i==`string`&&t.set(e,i)}return t}var Ut=7,Wt=class extends P{constructor(...e){super(...e),this.followed=zt.map(e=>[`event`,e]),this.clock=new F(this),this.changes=new M(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=this.events(e,t);if(n.length===0)return;let r=this.config?.back??Ut,i=L(R(e,this.clock.now),-r),a=[];return{key:`changes ${n.join()} ${i}`,version:j(e,n[0]),watch:t=>Bt(e,n,/* @__PURE__ */ new Date(`${i}T00:00:00`),e=>{a=e,t()}),load:()=>Promise.resolve(a)}})}static{this.styles=[k,o`
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
        display: grid;
        grid-template-columns: 36px minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        break-inside: avoid;
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
      h4 {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      p.details {
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
    `]}static getConfigForm(){return N({name:`back`,default:Ut,selector:{number:{min:1,max:30,mode:`box`}}},{name:`topics`,selector:{select:{multiple:!0,options:zt.map(e=>({value:e,label:O().changes.topics[e]}))}}},{name:`discreet`,label:`hide_grades`,selector:{boolean:{}}})}heading(e){return`${this.strings.changes.title} – ${e.name}`}content(e,t){let{strings:n}=this;if(this.events(e,t).length===0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.changes;return this.known(r,i,t=>t.length===0?x`<p class="empty">${n.changes.none}</p>`:x`<div class="days" aria-live="polite">
            ${this.days(e,t)}
          </div>`)}days(e,t){let n=R(e,this.clock.now);return[...V(t,({at:t})=>R(e,new Date(t)))].map(([t,r])=>x`<section>
          <h3>${this.dayName(e,t,n)}</h3>
          <ul>
            ${r.map(t=>this.change(e,t))}
          </ul>
        </section>`)}dayName(e,t,n){return B(this.strings,t,n)??z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}change(e,t){let{strings:n}=this,r=It(e,n,t,this.config?.discreet===!0);return x`<li class=${Rt(t.type)?`grave`:``}>
      <ha-icon icon=${Lt(t.type)} aria-hidden="true"></ha-icon>
      <div>
        <h4>${n.changes.types[t.type]??t.type}</h4>
        <p class="details">${r.join(` · `)}</p>
      </div>
      <time datetime=${t.at}>${xt(e,t.at)}</time>
    </li>`}events(e,t){let n=this.config?.topics;return zt.filter(e=>!n?.length||n.includes(e)).map(n=>t.entity(`event`,n)??Ge(e,t,`event`,n)).filter(e=>e!==void 0)}},Gt=class extends Error{constructor(e,t,n){super(e),this.key=t,this.lost=n}},Kt=`unknown_error`;async function qt(e,t){let n=typeof t==`object`&&t?t:{},r=n.error??n,{code:i,message:a,translation_key:o}=r,s=o===`write_unconfirmed`||typeof i!=`string`||i===Kt;return new Gt(await Jt(e,r)||a||String(t),o,s)}async function Jt(e,t){let{translation_domain:n,translation_key:r}=t;if(n!==void 0&&r!==void 0)return(await e.loadBackendTranslation?.(`exceptions`,n).catch(()=>void 0))?.(`component.${n}.exceptions.${r}.message`,t.translation_placeholders??{})}async function K(e,t,n,r,i=!0){try{return(await e.callWS({type:`call_service`,domain:`pronote`,service:n,service_data:r,target:{device_id:t},return_response:i})).response}catch(t){throw await qt(e,t)}}async function Yt(e,t,n,r){return(await K(e,t,`get_menus`,{start_date:n,end_date:r})).menus}async function Xt(e,t,n,r){return(await K(e,t,`get_timetable`,{start_date:n,end_date:r})).lessons}async function Zt(e,t,n){let[r]=(await K(e,t,`get_brief`,{language:n.split(`-`)[0]===`fr`?`fr`:`en`})).briefs;return{known:!1,text:``,...r,lines:r?.lines??{}}}async function Qt(e,t,n,r){return(await K(e,t,`get_homework`,{start_date:n,end_date:r})).homework}function $t(e,t,n){return K(e,t,`get_grades`,n===void 0?{}:{period:n})}var en=7,tn=3;function nn(e,t,n,r,i,a){let{lines:o}=r,s=e=>o[e]===void 0?[]:[o[e]],c=(e,t,n,r)=>t.length===0?[]:[{icon:e,text:t.join(`
`),entity:n,...r&&{path:r}}],l=(e,t)=>t?.length?[q(e,{count:String(t.length)})]:[],u=[...c(`mdi:file-document-edit-outline`,[...s(`tests`),...sn(e,t,n,r,i)],n.entity(`sensor`,`next_test`)),...c(`mdi:account-alert-outline`,s(`detention`),n.entity(`calendar`,`school_life`))],d=[...c(`mdi:account-question-outline`,l(t.day.toJustify,r.to_justify),n.entity(`sensor`,`unjustified_absences`)),...c(`mdi:draw-pen`,l(t.day.toSign,r.to_sign),n.entity(`sensor`,`to_acknowledge`))],f=u.length>1?u:[...u,...d],p=n.entity(`todo`,`bag`);return[...an(e,t,n,i).map(e=>({kind:`now`,items:[e]})),{kind:`day`,items:c(`mdi:party-popper`,s(`holidays`),n.ofSchool(`calendar`,`holidays`))},{kind:`day`,items:c(`mdi:school-outline`,[...s(`free_days`),...s(`hours`),...s(`morning`)],n.entity(`sensor`,r.date===i?`end_of_day`:`first_lesson_next_school_day`))},{kind:`alert`,items:c(`mdi:calendar-alert`,rn(t,s(`changes`)),n.entity(`event`,`lesson`),a)},{kind:`alert`,items:f},{kind:`more`,items:c(`mdi:bag-personal-outline`,s(`bag`),p,p&&`/todo?entity_id=${p}`)},{kind:`more`,items:c(`mdi:silverware-fork-knife`,s(`menu`),n.entity(`calendar`,`menus`))},{kind:`more`,items:c(`mdi:beach`,cn(e,t,n,r,i),n.ofSchool(`calendar`,`holidays`))}].filter(({items:e})=>e.length>0)}function rn(e,t){let n=t.flatMap(e=>e.split(`
`));if(n.length<=tn)return n;let r=n.length-tn+1;return[...n.slice(0,2),q(e.day.others,{count:String(r)})]}function an(e,t,n,r){let i=n.entity(`sensor`,`current_lesson`),a=n.entity(`sensor`,`next_lesson`),o=[],s=un(e,i);s!==void 0&&o.push({icon:`mdi:book-open-variant`,text:q(t.day.current,{lesson:on(s.state,s.attributes),end:xt(e,String(s.attributes.end))}),entity:i});let c=un(e,a);return c!==void 0&&R(e,new Date(c.state))===r&&o.push({icon:`mdi:clock-outline`,text:q(t.day.next,{lesson:on(String(c.attributes.subject??t.timetable.lesson),c.attributes),start:xt(e,c.state)}),entity:a}),o}function on(e,t){let{room:n}=t;return typeof n==`string`&&n!==``?`${e} · ${n}`:e}function sn(e,t,n,r,i){let a=un(e,n.entity(`sensor`,`next_test`));if(a===void 0||r.lines.tests!==void 0)return[];let o=R(e,new Date(a.state));if(o<=(r.date??i))return[];let s=`${ln(e,t,o,i)} ${xt(e,a.state)}`,c=String(a.attributes.subject??``);return[q(t.day.nextTest,{subject:c,when:s}).replace(` , `,` `)]}function cn(e,t,n,r,i){let a=un(e,n.ofSchool(`calendar`,`holidays`));if(a?.state!==`off`||r.lines.holidays!==void 0)return[];let{message:o,start_time:s}=a.attributes;if(typeof o!=`string`||typeof s!=`string`)return[];let c=s.slice(0,10);return c>L(i,en)?[]:[q(t.day.soon,{name:o,day:ln(e,t,c,i)})]}function ln(e,t,n,r){return B(t,n,r)?.toLocaleLowerCase(e.language)??z(e,n,{weekday:`short`,day:`numeric`,month:`short`})}function un(e,t){let n=t===void 0?void 0:e.states[t];return n===void 0||[`unknown`,`unavailable`].includes(n.state)?void 0:n}function q(e,t){return e.replace(/\{(\w+)\}/g,(e,n)=>t[n]??``)}var dn=[[`sensor`,`next_lesson`],[`sensor`,`current_lesson`],[`sensor`,`wake_up`],[`sensor`,`next_test`],[`sensor`,`menu_today`],[`sensor`,`menu_tomorrow`],[`sensor`,`unjustified_absences`],[`sensor`,`to_acknowledge`],[`binary_sensor`,`school_day_today`],[`binary_sensor`,`detention_coming`],[`calendar`,`lessons`],[`event`,`day`],[`event`,`lesson`],[`event`,`homework`],[`todo`,`bag`]],fn=6e5,pn=class extends P{constructor(...e){super(...e),this.followed=dn,this.clock=new F(this),this.brief=new M(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=t.entity(`calendar`,`lessons`);if(n===void 0)return;let r=this.watched().map(t=>{let{state:n,last_updated:r}=e.states[t]??{};return`${n} ${r}`}),i=Math.floor(+this.clock.now/fn);return{key:`brief ${t.device} ${e.language}`,version:j(e,n)===`away`?A:[i,...r].join(),load:()=>Zt(this.hass??e,t.device,e.language)}})}static{this.styles=[k,o`
      ha-card {
        padding: 8px 16px;
      }
      header {
        min-height: 0;
        margin: 8px 0 0;
      }
      .side {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
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
    `]}static getConfigForm(){return N()}getCardSize(){return 5}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.brief;return this.known(r,i,r=>{if(!r.known)return x`<p class="empty">${r.text}</p>`;let i=R(e,this.clock.now),a=this.config?.page,o=nn(e,n,t,r,i,a);return x`<div aria-live="polite">
        ${o.length===0?x`<p class="empty">${n.overview.noLesson}</p>`:o.map(e=>this.row(e))}
      </div>`})}row({kind:e,items:t}){return x`<div class="row ${e} ${t.length>1?`side`:``}">
      ${t.map(e=>this.item(e))}
    </div>`}item(e){let[t,...n]=e.text.split(`
`),r=[x`<b>${t}</b>`,...n.map(e=>`\n${e}`)],i=x`<ha-icon icon=${e.icon} aria-hidden="true"></ha-icon
      ><span class="text">${r}</span>`;return e.entity===void 0&&e.path===void 0?x`<div class="plain">${i}</div>`:x`<button type="button" @click=${()=>this.open(e)}>
          ${i}
        </button>`}open({entity:e,path:t}){if(t!==void 0){history.pushState(null,``,t);let e=new CustomEvent(`location-changed`,{detail:{replace:!1}});window.dispatchEvent(e)}else this.dispatchEvent(new CustomEvent(`hass-more-info`,{detail:{entityId:e},bubbles:!0,composed:!0}))}},mn=o`
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
  .write {
    margin: 8px 0;
  }
  div.write:not(.error) {
    display: grid;
    gap: 8px;
    padding: 12px;
    border: 1px solid var(--accent);
    border-radius: var(--round);
  }
  .write.told::before {
    content: "✓ ";
  }
  .write.told {
    color: color-mix(in srgb, var(--success-color, green) 60%, var(--ink));
  }
`,hn=`M16.5 6v11.5a4 4 0 0 1-8 0V5a2.5 2.5 0 0 1 5 0v10.5a1 1 0 0 1-2 0V6H10v9.5a2.5 2.5 0 0 0 5 0V5a4 4 0 0 0-8 0v12.5a5.5 5.5 0 0 0 11 0V6z`,gn=`M14 3v2h3.59l-9.83 9.83 1.41 1.41L19 6.41V10h2V3m-2 16H5V5h7V3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7h-2z`,_n=o`
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
`;function vn(e){let t=e.filter(e=>e!==null);return t.length===0?C:x`<ul class="files">
    ${t.map(e=>{let t=x`<svg viewBox="0 0 24 24" aria-hidden="true">
        <path d=${e.kind===`file`?hn:gn} />
      </svg>`;return x`<li>
        ${yn(e.url)?x`<a href=${e.url} target="_blank" rel="noopener noreferrer"
                >${t}<span>${e.name}</span></a
              >`:x`<span>${t}<span>${e.name}</span></span>`}
      </li>`})}
  </ul>`}function yn(e){return e!==null&&/^(https?:\/\/|\/api\/)/i.test(e)}var bn=/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;function xn(e){let t=[],n=0;for(let{0:r,index:i}of e.matchAll(bn))i>n&&t.push({text:e.slice(n,i)}),t.push({text:r,href:r}),n=i+r.length;return n<e.length&&t.push({text:e.slice(n)}),t}function Sn(e){return x`<p><span class="prose">${xn(e).map(({text:e,href:t})=>t===void 0?e:x`<a href=${t} target="_blank" rel="noopener noreferrer"
          >${e}</a
        >`)}</span></p>`}var Cn=class{constructor(e){this.host=e,this.lost=/* @__PURE__ */ new Set,e.addController(this)}hostConnected(){}get busy(){return this.state?.step===`running`}isAsking(e){return this.state?.step===`asked`&&this.state.id===e}ask(e,t){this.busy||(this.show({step:`asked`,id:e,intention:t}),this.host.updateComplete.then(()=>this.host.renderRoot.querySelector(`.write .main`)?.focus()))}async confirm(){let{state:e}=this;if(e?.step!==`asked`)return;let{id:t,intention:n}=e;this.show({step:`running`,id:t});try{this.show({step:`done`,id:t,text:await n.run()}),this.lost.delete(t)}catch(e){let n=e instanceof Gt&&e.lost;n&&this.lost.add(t);let r=n&&e.key!==`write_unconfirmed`;this.show({step:`failed`,id:t,text:et(e),unsaid:r})}}clear(){this.state!==void 0&&!this.busy&&this.show(void 0)}show(e){this.state=e,this.host.requestUpdate()}render(e,t){let{state:n}=this;if(n===void 0||n.id!==t)return C;let r=e.write;switch(n.step){case`asked`:{let{question:e,label:i}=n.intention;return x`<div class="write" role="group" aria-label=${e}>
          ${this.lost.has(t)?x`<p class="error">${r.lost}</p>`:C}
          <p>${e}</p>
          <div class="buttons">
            <button class="button main" @click=${()=>void this.confirm()}>
              ${i}
            </button>
            <button class="button" @click=${()=>this.clear()}>
              ${r.cancel}
            </button>
          </div>
        </div>`}case`running`:return x`<p class="write waiting" role="status">
          ${r.running}
        </p>`;case`done`:return x`<p class="write told" role="status">${n.text}</p>`;case`failed`:return x`<div class="write error" role="alert">
          <p>${n.text}</p>
          ${n.unsaid?x`<p><b>${r.lost}</b></p>`:C}
        </div>`}}};function wn(e,t){return K(e,t,`get_documents`,{cached:!0})}async function Tn(e,t,n){let{url:r}=await K(e,t,`get_signature_link`,{document:n});return r}async function En(e,t,n,r){return K(e,t,`upload_document`,{document:n,upload:await Dn(e,r)})}async function Dn(e,t){let n=new FormData;n.append(`file`,t);let r=await e.fetchWithAuth(`/api/file_upload`,{method:`POST`,body:n});if(!r.ok)throw new Gt(`${t.name}: ${r.status}`,void 0,!1);let{file_id:i}=await r.json();return i}var On=[`locker`,`personal`,`support_plan`,`report_card`,`skills_report_card`,`school`,`diploma`,`signed`,`former_report_card`],kn=/* @__PURE__ */ new Set([`signed`,`former_report_card`]);function An(e){let t=e=>(On.indexOf(e)+1||On.length)-1,n=e=>`${+(e.read===!1)} ${e.published??``}`;return[...V(e,({kind:e})=>e)].sort(([e],[n])=>t(e)-t(n)).map(([e,t])=>({kind:e,folded:kn.has(e),documents:t.toSorted((e,t)=>n(t).localeCompare(n(e)))}))}function jn({to_sign:e,to_hand_in:t}){return{toSign:e.toSorted((e,t)=>Number(t.waits)-Number(e.waits)),toHandIn:t.toSorted((e,t)=>Number(t.handed_in===null)-Number(e.handed_in===null)||(e.due??`9`).localeCompare(t.due??`9`))}}var Mn=o`
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
`,Nn=`image/*,.pdf,.doc,.docx,.odt,.txt`,Pn=class extends P{constructor(...e){super(...e),this.followed=[[`todo`,`homework`],[`sensor`,`documents_to_sign`],[`sensor`,`documents_to_hand_in`],[`event`,`document`]],this.write=new Cn(this),this.clock=new F(this),this.found=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return{key:`documents ${t.device} ${R(e,this.clock.now)}`,version:this.version(e),load:()=>wn(e,t.device)}})}static{this.properties={...P.properties,links:{state:!0}}}static{this.styles=[k,mn,Mn]}static getConfigForm(){return N()}disconnectedCallback(){super.disconnectedCallback(),this.links=void 0}heading(e){return`${this.strings.documents.title} – ${e.name}`}version(e){let t=this.watched().filter(t=>j(e,t)!==A);return t.length===0?A:t.filter(e=>!e.startsWith(`todo.`)).map(t=>e.states[t]?.last_updated).join()}content(e,t){let n=this.strings.documents,{value:r,error:i}=this.found;return this.known(r,i,r=>{let{toSign:i,toHandIn:a}=jn(r),o=An(r.documents);return i.length+a.length+o.length===0?x`<p class="empty">${n.none}</p>`:x`<div class="groups">
        ${this.section(n.toSign,i.map(n=>this.signature(e,t,n)))}
        ${this.section(n.toHandIn,a.map(n=>this.paper(e,t,n)))}
        ${o.map(t=>this.group(e,t))}
      </div>`})}section(e,t){return t.length===0?C:x`<section>
          <h3>${e}</h3>
          <ul>
            ${t}
          </ul>
        </section>`}group(e,t){let n=this.strings.documents.kinds[t.kind]??t.kind,r=t.documents.map(t=>this.document(e,t));return t.folded?x`<details>
      <summary><h3>${n} (${r.length})</h3></summary>
      <ul>
        ${r}
      </ul>
    </details>`:this.section(n,r)}day(e,t){return z(e,t,{day:`numeric`,month:`long`,...t.slice(0,4)===R(e,this.clock.now).slice(0,4)?{}:{year:`numeric`}})}document(e,t){let n=this.strings.documents,{name:r,url:i,read:a,published:o,comment:s}=t,c=[t.category,t.period,t.school_class,t.author,o&&this.day(e,o)].filter(Boolean),l=x`<span class="name"
        >${D(a===!1,()=>x`<span class="hidden">${n.unread} </span>`)}${r}</span
      ><span class="faint">${c.join(` · `)}</span>
      ${D(s,()=>x`<span class="faint">${s}</span>`)}`;return x`<li class=${a===!1?`document new`:`document`}>
      ${yn(i)?x`<a
              class="row"
              href=${i}
              target="_blank"
              rel="noopener noreferrer"
              >${l}</a
            >`:x`<span class="row">${l}</span>`}
      ${D(i?.startsWith(`/api/`),()=>{let e=n.download.replace(`{name}`,r);return x`<a
          class="icon"
          href=${i}
          download=${r}
          title=${e}
          aria-label=${e}
          ><ha-icon icon="mdi:download" aria-hidden="true"></ha-icon
        ></a>`})}
    </li>`}signature(e,t,n){let r=this.strings.documents,{key:i,name:a,waits:o,sent_on:s,signatures:c,signers:l}=n,u=[r.statuses[n.status]??``,n.requested_by,s&&this.day(e,s),c!==null&&l!==null?r.signatures.replace(`{count}`,String(c)).replace(`{all}`,String(l)):``].filter(Boolean);return x`<li class=${o?`paper waits`:`paper`}>
      <span class="name">${a}</span>
      <span class="faint">${u.join(` · `)}</span>
      ${this.link(e,t,n,this.links?.get(i))}
    </li>`}link(e,t,{key:n,name:r,waits:i},a){let o=this.strings.documents;if(a===`waiting`)return x`<p class="waiting" role="status">${this.strings.loading}</p>`;if(a!==void 0&&`url`in a&&yn(a.url))return x`<div class="buttons" role="status">
          <a
            class="button main"
            href=${a.url}
            target="_blank"
            rel="noopener noreferrer"
            @click=${()=>this.note(n,void 0)}
            >${i?o.openToSign:o.openSigned}</a
          >
        </div>
        <p class="faint">${o.once}</p>`;let s=i?o.sign:o.show;return x`${a!==void 0&&`refusal`in a?x`<p class="error" role="alert">${a.refusal}</p>`:C}
      <div class="buttons">
        <button
          class="button"
          aria-label="${s} ${r}"
          @click=${()=>void this.request(e,t,n)}
        >
          ${s}
        </button>
      </div>`}note(e,t){let n=new Map(this.links);t===void 0?n.delete(e):n.set(e,t),this.links=n}async request(e,{device:t},n){this.note(n,`waiting`);try{this.note(n,{url:await Tn(e,t,n)})}catch(e){this.note(n,{refusal:et(e)})}}paper(e,{device:t},n){let{strings:r,write:i}=this,a=r.documents,{key:o,name:s,due:c,message:l,handed_in:u}=n,d=u===null?a.choose:a.replace;return x`<li class=${u===null?`paper waits`:`paper`}>
      <span class="name">${s}</span>
      ${D(u,()=>x`<span class="faint"
            >${a.has.replace(`{file}`,u)}</span
          >`)}
      ${D(c&&u===null,()=>x`<span class="due"
            >${a.due.replace(`{day}`,this.day(e,c))}</span
          >`)}
      ${D(l,()=>Sn(l))} ${i.render(r,o)}
      ${n.may_hand_in?i.isAsking(o)||i.busy?C:x`<div class="buttons">
                <label class="button"
                  ><span>${d}</span
                  ><input
                    class="hidden"
                    type="file"
                    accept=${Nn}
                    aria-label="${d} ${s}"
                    @change=${n=>{let r=n.target,[c]=r.files??[];r.value=``,c!==void 0&&i.ask(o,{question:a.askHandIn.replace(`{file}`,c.name).replace(`{paper}`,s),label:a.handIn,run:async()=>{try{await En(e,t,o,c)}finally{await this.found.load()}return a.handedIn}})}}
                /></label>
              </div>`:D(u===null,()=>x`<span class="faint">${a.atSchool}</span>`)}
    </li>`}},Fn=/^#[0-9a-f]{6}$/i;function J(e){return e!=null&&Fn.test(e)?`--color: ${e}`:C}var In=100,Ln=28,Rn=3;function zn(e){let t=e.map(({value:e})=>e),[n,r]=[Math.min(...t),Math.max(...t)],[i,a]=[e[0]?.at??0,e.at(-1)?.at??0];return e.map(({at:e,value:t})=>[Rn+(e-i)/(a-i||1)*94,r===n?Ln/2:Rn+(r-t)/(r-n)*22])}function Bn(e){if(e===void 0||e.length<2)return C;let t=zn(e),[n,r]=t.at(-1);return x`<svg
    class="spark"
    viewBox="0 0 ${In} ${Ln}"
    aria-hidden="true"
  >
    ${Te`<polyline points=${t.map(e=>e.join()).join(` `)} />
      <circle cx=${n} cy=${r} r="2.5" />`}
  </svg>`}var Vn=864e5;async function Hn(e,t,n,r){if(t.length===0)return/* @__PURE__ */ new Map;let i=await e.callWS({type:`recorder/statistics_during_period`,start_time:(/* @__PURE__ */ new Date(+n-r*Vn)).toISOString(),statistic_ids:t,period:`day`,types:[`mean`]});return new Map(Object.entries(i).map(([e,t])=>[e,t.flatMap(({start:e,mean:t})=>t==null?[]:[{at:e,value:t}])]))}var Un=o`
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
`,Wn=8,Gn=20,Kn=120,qn=class extends P{constructor(...e){super(...e),this.followed=[[`sensor`,`overall_average`],[`sensor`,`class_average`],[`sensor`,`last_grade`],[`event`,`grade`]],this.clock=new F(this),this.book=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0&&this.isFollowed(t))return{key:`grades ${t.device}`,version:this.version(e),load:()=>$t(e,t.device)}}),this.former=new M(this,()=>{let{hass:e,child:t,chosen:n}=this;if(e!==void 0&&t!==void 0&&n!==void 0)return{key:`grades ${t.device} ${n}`,load:()=>$t(e,t.device,n)}}),this.curves=new M(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=[...this.sensors(e,t).values()];return{key:`curves ${n.join()}`,version:`${R(e,this.clock.now)} ${this.version(e)}`,load:()=>Hn(e,n,this.clock.now,Kn)}})}static{this.properties={...P.properties,unveiled:{state:!0},chosen:{state:!0}}}static{this.styles=[k,Un]}static getConfigForm(){return N({name:`grades`,default:Wn,selector:{number:{min:1,max:50,mode:`box`}}},{name:`discreet`,selector:{boolean:{}}})}setConfig(e){super.setConfig(e),this.chosen=void 0}heading(e){return`${this.strings.grades.title} – ${e.name}`}tools(e){return x`${this.periods(e)} ${this.veil()}`}periods(e){let t=this.book.value,n=R(e,this.clock.now),r=(t?.periods??[]).filter(({start:e})=>e===null||e<=n);return t===void 0||r.length<2?C:x`<select
      aria-label=${this.strings.grades.period}
      @change=${e=>{let{value:n}=e.target;this.chosen=n===t.period?void 0:n}}
    >
      ${r.map(({name:e})=>x`<option
            value=${e}
            .selected=${e===(this.chosen??t.period)}
          >
            ${e}
          </option>`)}
    </select>`}veil(){if(this.config?.discreet!==!0)return C;let{show:e,hide:t}=this.strings.grades,n=this.unveiled===!0;return x`<button
      class="veil"
      aria-pressed=${n?`true`:`false`}
      @click=${()=>{this.unveiled=!n}}
    >
      ${n?t:e}
    </button>`}content(e,t){let{strings:n}=this;if(!this.isFollowed(t))return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.chosen===void 0?this.book:this.former;return this.known(r,i,r=>Yn(r)?x`<p class="empty">
            ${n.grades.none.replace(`{period}`,r.period)}
          </p>`:x`<div class="parts">
            ${this.averages(e,t,r)} ${this.last(e,r)}
          </div>`)}get veiled(){return this.config?.discreet===!0&&this.unveiled!==!0}figure(e){return this.veiled?x`<span aria-hidden="true">•••</span>`:e}isFollowed(e){return this.followed.some(([t,n])=>e.entity(t,n)!==void 0)}version(e){return this.watched().filter(t=>j(e,t)!==`away`).map(t=>e.states[t]?.last_updated).join()||`away`}sensors(e,t){let n=/* @__PURE__ */ new Map,r=t.entity(`sensor`,`overall_average`);r!==void 0&&n.set(``,r);for(let r of t.entities(`sensor`,`subject_average`)){let t=e.states[r]?.attributes.subject;typeof t==`string`&&n.set(t,r)}return n}curve(e,t,n){let r=this.sensors(e,t).get(n);return r===void 0||this.veiled||this.chosen!==void 0?void 0:this.curves.value?.get(r)}averages(e,t,n){let r=this.strings.grades;return x`<section>
      ${D(n.overall_average!==null,()=>x`<div class="overall">
            <p>
              <span class="faint">${r.overall}, ${n.period}</span><br />
              <b>${this.figure(Ct(e,n.overall_average))}</b>
              <small>/ ${U(e,n.out_of)}</small><br />
              ${D(n.class_overall_average!==null,()=>x`<span class="faint"
                    >${r.class}
                    ${Ct(e,n.class_overall_average)}</span
                  >`)}
            </p>
            ${Bn(this.curve(e,t,``))}
          </div>`)}
      <h3>${r.subjects}</h3>
      <ul>
        ${n.subjects.filter(({average:e})=>e!==null).map(n=>this.subject(e,n,this.curve(e,t,n.subject)))}
      </ul>
    </section>`}subject(e,t,n){let r=this.strings.grades;return x`<li class="subject" style=${J(t.color)}>
      <span class="bar"></span>
      <span class="name"
        >${t.subject}
        ${D(t.class_average!==null,()=>x`<span class="small"
              >${r.class}
              ${Ct(e,t.class_average)}</span
            >`)}</span
      >
      <span class="curve">${Bn(n)}</span>
      <span class="value"
        >${this.figure(x`${Ct(e,t.average)}${Jn(e,t.out_of)}`)}</span
      >
    </li>`}last(e,t){let n=new Map(t.subjects.map(({subject:e,color:t})=>[e,t])),r=t.grades.slice(0,this.config?.grades??Wn);return x`<section>
      <h3>${this.strings.grades.last}</h3>
      <ul class="grades">
        ${r.map(t=>this.grade(e,t,n.get(t.subject??``)))}
      </ul>
    </section>`}grade(e,t,n){let r=this.strings.grades,i=[z(e,t.date,{day:`numeric`,month:`short`}),t.title??``,t.coefficient===1?``:`${r.coefficient} ${U(e,t.coefficient)}`,t.optional?r.optional:``,t.bonus?r.bonus:``].filter(Boolean);return x`<li class="grade" style=${J(n)}>
      <span class="bar"></span>
      <span class="name"
        >${t.subject}<span class="small">${i.join(` · `)}</span></span
      >
      <span class="value"
        >${this.figure(t.value===null?r.codes[t.code??``]??`–`:x`${U(e,t.value)}${Jn(e,t.out_of)}`)}</span
      >
      ${this.context(e,t)}
      ${D(t.comment&&!this.veiled,()=>x`<span class="small comment">${t.comment}</span>`)}
    </li>`}context(e,{value:t,out_of:n,lowest:r,highest:i,class_average:a}){if(a===null||!n)return C;let o=e=>`inset-inline-start: ${Math.min(100,Math.max(0,e/n*100))}%`,s=this.strings.grades,c=r===null||i===null?``:` (${U(e,r)} – ${U(e,i)})`,l=`${s.class} ${U(e,a)}${c}`;return x`<span class="scale" role="img" aria-label=${l} title=${l}>
        ${r===null||i===null?C:x`<span
                class="class"
                style="${o(r)}; inset-inline-end: ${100-Math.min(100,i/n*100)}%"
              ></span>`}
        <i style=${o(a)}></i>
        ${t===null||this.veiled?C:x`<i class="own" style=${o(t)}></i>`}
      </span>
      <span class="small comment" aria-hidden="true">${l}</span>`}};function Jn(e,t){return t===null||t===Gn?C:x`<small> /${U(e,t)}</small>`}function Yn(e){return e.grades.length===0&&e.overall_average===null}function Xn(e,t,n){return e.connection.subscribeMessage(n,{type:`todo/item/subscribe`,entity_id:t})}async function Zn(e,t,n,r){await e.callService(`todo`,`update_item`,{item:n,status:r?`completed`:`needs_action`},{entity_id:t})}var Qn=14,$n=class extends P{constructor(...e){super(...e),this.followed=[[`todo`,`homework`]],this.clock=new F(this),this.homework=new M(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`todo`,`homework`);if(e===void 0||t===void 0||n===void 0)return;let r=this.today(e),i=L(r,-14),a=L(r,this.config?.days??Qn);return{key:`homework ${n} ${i} ${a}`,version:j(e,n),watch:t=>Xn(e,n,t),load:()=>Qt(e,t.device,i,a)}})}static{this.properties={...P.properties,refusal:{state:!0}}}static{this.styles=[k,_n,o`
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
        padding: 8px 0 4px;
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
        padding-inline-start: 10px;
        border-inline-start: 4px solid var(--color, var(--line));
        border-radius: 2px;
        font-size: var(--large);
        font-weight: var(--strong);
        line-height: 28px;
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
      .done h4,
      .done p {
        color: var(--faint);
      }
      .done h4 {
        text-decoration: line-through;
        border-inline-start-color: var(--line);
      }
      .note {
        margin-top: 16px;
        color: var(--faint);
        font-size: var(--small);
      }
    `]}static getConfigForm(){return N({name:`days`,default:Qn,selector:{number:{min:1,max:30,mode:`box`}}},{name:`hide_done`,selector:{boolean:{}}})}heading(e){return`${this.strings.homework.title} – ${e.name}`}content(e,t){let{strings:n}=this,r=t.entity(`todo`,`homework`);if(r===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:i,error:a}=this.homework;return this.known(i,this.refusal??a,t=>{let i=this.shown(e,t);return i.length===0?x`<p class="empty">${n.homework.none}</p>`:x`<div class="days">${this.days(e,r,i)}</div>
            ${D(e.states[r]?.attributes.ticks===`home_assistant`,()=>x`<p class="note">${n.homework.atHome}</p>`)}`})}today(e){return R(e,this.clock.now)}shown(e,t){let n=this.today(e),r=this.config?.hide_done===!0;return t.filter(({due:e,done:t})=>!t||e>=n&&!r)}days(e,t,n){let r=this.today(e);return[...V(n,({due:e})=>e<r?``:e)].sort(([e],[t])=>e.localeCompare(t)).map(([n,i])=>{let a=i.filter(e=>!e.done).reduce((e,t)=>e+(t.duration??0),0);return x`<section class=${n===``?`day late`:`day`}>
          <h3>
            <span>${this.dayName(e,n,r)}</span>
            ${D(a,()=>x`<span class="left">${yt(a)}</span>`)}
          </h3>
          <ul>
            ${i.map(r=>this.work(e,t,r,n===``))}
          </ul>
        </section>`})}dayName(e,t,n){if(t===``)return this.strings.homework.late;let r=z(e,t,{weekday:`long`,day:`numeric`,month:`long`}),i=B(this.strings,t,n);return i===void 0?r:`${i}, ${r}`}work(e,t,n,r){let i=this.strings.homework,a=n.subject??i.work,o=[r?z(e,n.due,{day:`numeric`,month:`short`}):``,n.duration?yt(n.duration):``,i.difficulties[n.difficulty??``]??``,i.returns[n.hand_in_method??``]??``].filter(Boolean);return x`<li class=${n.done?`work done`:`work`}>
      <label>
        <input
          type="checkbox"
          aria-label="${i.done} ${a}"
          .checked=${n.done}
          @change=${r=>void this.tick(e,t,n,r.target.checked)}
        />
      </label>
      <div>
        <h4 style=${J(n.color)}>${a}</h4>
        <p>${n.text}</p>
        ${D(o.length,()=>x`<p class="marks">${o.join(` · `)}</p>`)}
        ${vn([...n.attachments,n.handed_in,n.corrected])}
      </div>
    </li>`}async tick(e,t,n,r){this.refusal=void 0,this.assume(n,r);try{await Zn(e,t,n.key,r)}catch(e){this.refusal=et(e),this.assume(n,!r)}}assume(e,t){let{value:n}=this.homework;n!==void 0&&this.homework.assume(n.map(n=>n.key===e.key?{...n,done:t}:n))}};function er(e,t,n,r=/* @__PURE__ */ new Date){let i=new Date(n);if(Number.isNaN(+i))return``;let a=R(e,i),o=R(e,r),s=B(t,a,o);return s===void 0?z(e,a,{day:`numeric`,month:`long`,...a.slice(0,4)===o.slice(0,4)?{}:{year:`numeric`}}).replaceAll(` `,`\xA0`):`${s},\u00a0${xt(e,n)}`}var tr=100;async function nr(e,t){try{let{items:n}=await K(e,t,`get_inbox`,{cached:!0,limit:tr});return{items:n,reserved:!1}}catch(e){if(e instanceof Gt&&e.key===`admin_only`)return{items:[],reserved:!0};throw e}}function rr(e,t){return K(e,t,`refresh`,{pages:[`news`,`discussions`]},!1)}function ir(e,t,n){return K(e,t,`get_news`,{news:n})}function ar(e,t,n){return K(e,t,`get_messages`,{discussion:n})}function or(e,t,n,r){return K(e,t,`mark_read`,{items:n,read:r})}function sr(e,t,n,r={}){return K(e,t,`answer_news`,{news:n,...r})}function cr(e,t,n,r,i){return K(e,t,`reply`,{discussion:n,text:r,to:i})}var lr=/* @__PURE__ */ new Set([`acknowledgement`,`text`,`single_choice`,`multiple_choice`]);function ur(e){return lr.has(e.kind)&&e.is_respondent&&!e.answered}function dr(e){let t=e.filter(ur);return t.length>0&&t.every(({kind:e})=>e===`acknowledgement`)}function fr(e,t){let n={},r={},i=0;for(let a of e.filter(ur)){let{key:e,kind:o,choices:s}=a,c=t.get(e)??{},l=c.text?.trim()??``,u=[...c.choices??[]].sort((e,t)=>e-t);if(o===`acknowledgement`&&c.read===!0)n[e]=``;else if(o===`text`&&l!==``)n[e]=l;else if(u.length>0){n[e]=u;let t=c.own?.trim()??``;s.some(e=>e.free&&u.includes(e.position))&&t!==``&&(r[e]=t)}else i+=1}return{answers:n,own_words:r,missing:i}}function pr(e){return[...e.choices.filter(({position:t})=>e.answer_choices.includes(t)).map(({text:e})=>e),e.answer_text??``].filter(Boolean).join(`, `)}function mr(e,t,n,r){if(e.kind===`single_choice`)return r?[n]:[];let i=t.filter(e=>e!==n);return r?[...i,n]:i}function hr(e,t,{messages:n},r,i){let a=r?n:n.slice(-3),o=n.length-a.length;return x`${D(o,()=>x`<button class="button" @click=${i}>
          ${t.inbox.earlier.replace(`{count}`,String(o))}
        </button>`)}
    <ul class="messages">
      ${a.map(n=>gr(e,t,n))}
    </ul>`}function gr(e,t,n){let{mine:r,author:i,sent_at:a,text:o,recipients:s}=n;return x`<li class=${r?`message mine`:`message`}>
    <h4>
      ${r?t.inbox.you:i}
      ${D(a,()=>x`<time datetime=${a}
            >${er(e,t,a)}</time
          >`)}
    </h4>
    ${D(s&&r,()=>x`<p class="faint">→ ${s}</p>`)}
    ${Sn(o)} ${vn(n.attachments)}
    ${n.forwarded.length===0?C:x`<ul class="messages">
            ${n.forwarded.map(n=>gr(e,t,n))}
          </ul>`}
  </li>`}function _r(e,t){return e.inbox.circles[t]??t}function vr(e){let{strings:t,thread:n,disabled:r}=e,i=t.inbox;return n.reply_modes.length===0?x`<p class="faint">${i.closed}</p>`:x`<div class="reply">
    <span class="faint" id="to">${i.to}</span>
    <select
      aria-labelledby="to"
      ?disabled=${r}
      @change=${t=>e.address(t.target.value)}
    >
      ${n.reply_modes.map(n=>x`<option value=${n} .selected=${n===e.to}>
            ${_r(t,n)}
          </option>`)}
    </select>
    <textarea
      aria-label=${i.reply}
      placeholder=${i.reply}
      .value=${e.text}
      ?disabled=${r}
      @input=${t=>e.write(t.target.value)}
    ></textarea>
    ${e.asking?C:x`<div class="buttons">
            <button
              class="button main"
              ?disabled=${r||e.text.trim()===``}
              @click=${()=>e.send()}
            >
              ${i.send}
            </button>
          </div>`}
  </div>`}function yr(e,t,n,r){let{title:i,text:a,attachments:o}=t;return x`<section class="question">
    ${D(i&&!r,()=>x`<h4>${i}</h4>`)}
    ${D(a,()=>Sn(a))} ${vn(o)}
    ${ur(t)?xr(e,t,n):br(e.strings,t)}
  </section>`}function br(e,t){if(!t.answered)return C;let n=e.inbox,r=pr(t);return x`<p class="faint">
    ${r===``?n.acknowledged:n.yourAnswer.replace(`{answer}`,r)}
  </p>`}function xr(e,t,n){let{key:r,kind:i,title:a,choices:o}=t,s=e.strings.inbox,c=e.filled.get(r)??{},l=t=>e.fill(r,{...c,...t}),u=a??s.kinds.survey;switch(i){case`acknowledgement`:return n?C:Cr(e,`checkbox`,r,s.haveRead,c.read===!0,e=>l({read:e}));case`text`:return x`<textarea
        aria-label=${u}
        maxlength=${t.max_text_length??1e4}
        .value=${c.text??``}
        ?disabled=${e.disabled}
        @input=${e=>l({text:e.target.value})}
      ></textarea>`;default:{let n=c.choices??[],r=t.max_choices??o.length,a=i===`multiple_choice`;return x`<div role="group" aria-label=${u}>
        ${D(a&&r<o.length,()=>x`<p class="faint">
              ${s.upTo.replace(`{count}`,String(r))}
            </p>`)}
        ${o.map(i=>Sr(e,t,i,n,a&&n.length>=r,l))}
        ${D(o.some(({free:e,position:t})=>e&&n.includes(t)),()=>x`<input
              type="text"
              aria-label=${s.ownWords}
              placeholder=${s.ownWords}
              .value=${c.own??``}
              ?disabled=${e.disabled}
              @input=${e=>l({own:e.target.value})}
            />`)}
      </div>`}}}function Sr(e,t,{position:n,text:r,free:i},a,o,s){let c=a.includes(n);return Cr(e,t.kind===`single_choice`?`radio`:`checkbox`,t.key,r||(i?e.strings.inbox.ownWords:String(n)),c,e=>s({choices:mr(t,a,n,e)}),o&&!c)}function Cr(e,t,n,r,i,a,o=!1){return x`<label class="option"
    ><input
      type=${t}
      name=${n}
      .checked=${i}
      ?disabled=${o||e.disabled}
      @change=${e=>a(e.target.checked)}
    /><span>${r}</span></label
  >`}async function wr(e,t,{kind:n,key:r}){return n===`discussion`?{thread:await ar(e,t,r)}:{news:await ir(e,t,r)}}var Tr=class{constructor(){this.replies=/* @__PURE__ */ new Map,this.filled=/* @__PURE__ */ new Map}render(e,t,n){return`thread`in n?this.thread(e,t,n.thread):this.news(e,t,n.news)}news(e,{key:t},{questions:n,anonymous:r}){let{hass:i,device:a,strings:o,write:s}=e,c=o.inbox,l=n??[],u=this.filled.get(t)??/* @__PURE__ */ new Map,d=dr(l),f=l.some(ur),{missing:p,...m}=fr(l,u),ee=d||Object.keys(m.answers).length>0,te={strings:o,filled:u,disabled:s.busy,fill:(n,r)=>{this.filled.set(t,new Map(u).set(n,r)),s.clear(),e.changed()}},ne=d?c.askAcknowledge:p>0?c.askPart:c.askAnswer,re=d?c.acknowledge:c.answer,h=async()=>{let n=sr(i,a,t,d?{}:m);return await e.written(t,n.then(e=>({news:e}))),this.filled.delete(t),d?c.acknowledged:c.answered};return x`${D(r&&f&&!d,()=>x`<p class="faint">${c.anonymous}</p>`)}
    ${l.length===0?x`<p class="faint">${c.noText}</p>`:l.map(e=>yr(te,e,d,l.length===1))}
    ${D(f&&!s.isAsking(t),()=>x`<div class="buttons">
          <button
            class="button main"
            ?disabled=${s.busy||!ee}
            @click=${()=>s.ask(t,{question:ne,label:re,run:h})}
          >
            ${re}
          </button>
        </div>`)}`}thread(e,{key:t},n){let{hass:r,device:i,strings:a,write:o}=e,s=a.inbox,c=this.replies.get(t)??{},l=c.text??n.draft?.text??``,u=c.to??n.reply_modes[0]??``,d=n=>{this.replies.set(t,{...c,...n}),o.clear(),e.changed()},f=s.askReply.replace(`{to}`,_r(a,u)),p=async()=>{let n=cr(r,i,t,l,u);return await e.written(t,n.then(e=>({thread:e}))),this.replies.delete(t),s.replied};return x`${hr(r,a,n,this.whole===t,()=>{this.whole=t,e.changed()})}
    ${vr({strings:a,thread:n,text:l,to:u,disabled:o.busy,asking:o.isAsking(t),write:e=>d({text:e}),address:e=>d({to:e}),send:()=>o.ask(t,{question:f,label:s.send,run:p})})}`}},Er=o`
  .tools {
    display: flex;
    gap: 4px;
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
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-bottom: 8px;
  }
`,Dr=6,Or=30,kr=`selection`,Ar={news:`mdi:newspaper-variant-outline`,survey:`mdi:poll`,discussion:`mdi:email-outline`},jr=class extends P{constructor(...e){super(...e),this.followed=[[`todo`,`homework`],[`sensor`,`unread_news`],[`sensor`,`surveys_to_answer`],[`event`,`news`],[`event`,`survey`]],this.papers=new Tr,this.write=new Cn(this),this.clock=new F(this),this.inbox=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return{key:`inbox ${t.device}`,version:this.version(e),load:()=>nr(e,t.device)}}),this.opened=new M(this,()=>{let{hass:e,child:t}=this,n=this.inbox.value?.items.find(({key:e})=>e===this.open);if(e===void 0||t===void 0||n===void 0)return;let r=R(e,this.clock.now);return{key:`inbox ${t.device} ${n.key} ${this.since} ${r}`,load:async()=>this.opened.value??await wr(e,t.device,n)}})}static{this.properties={...P.properties,open:{state:!0},selected:{state:!0},all:{state:!0},refreshing:{state:!0},refusal:{state:!0}}}static{this.styles=[k,mn,_n,Er]}static getConfigForm(){return N({name:`items`,default:Dr,selector:{number:{min:1,max:50,mode:`box`}}},{name:`unread_only`,selector:{boolean:{}}})}watched(){let{hass:e,child:t}=this,n=e===void 0||t===void 0?[]:[Ge(e,t,`sensor`,`unread_messages`),Ge(e,t,`event`,`message`)];return[...super.watched(),...n.filter(e=>e!==void 0)]}heading(e){return`${this.strings.inbox.title} – ${e.name}`}version(e){let t=this.watched().filter(t=>j(e,t)!==A);return t.length===0?A:t.filter(e=>!e.startsWith(`todo.`)).map(t=>e.states[t]?.last_updated).join()}tools(e){let t=this.strings.inbox,{selected:n,refreshing:r}=this;return this.inbox.value?.reserved===!1?x`<div class="tools">
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
    </div>`:C}async refresh(e){let{child:t}=this;if(t!==void 0){this.refusal=void 0,this.refreshing=!0;try{await rr(e,t.device),await this.inbox.load()}catch(e){this.refusal=et(e)}finally{this.refreshing=!1}}}content(e,t){let{value:n,error:r}=this.inbox,i=this.strings.inbox;return this.known(n,this.refusal??r,({items:n,reserved:r})=>{if(r)return x`<p class="empty">${i.reserved}</p>`;let a=this.config?.unread_only===!0,o=n.filter(e=>(e.folder===null||e.folder===`drafts`)&&(!a||e.unread||e.awaits_answer||e.key===this.open)),s=this.all?o:o.slice(0,this.config?.items??Dr);if(s.length===0)return x`<p class="empty">
          ${a?i.noneUnread:i.none}
        </p>`;let c=o.length-s.length;return x`${D(this.refreshing,()=>x`<p class="faint" role="status">${i.refreshing}</p>`)}
        ${this.selection(e,t,s)}
        <ul class="items">
          ${s.map(n=>this.item(e,t,n))}
        </ul>
        ${D(c,()=>x`<button
              class="button"
              @click=${()=>{this.all=!0}}
            >
              ${i.more.replace(`{count}`,String(c))}
            </button>`)}`})}selection(e,t,n){let{selected:r,strings:i,write:a}=this;if(r===void 0)return a.render(i,kr);let o=i.inbox,s=n.filter(({key:e})=>r.has(e)).slice(0,Or),c=n=>{let r=n?`mark_read`:`mark_unread`,i=s.filter(({actions:e})=>e.includes(r));return x`<button
        class="button"
        ?disabled=${a.busy||i.length===0}
        @click=${()=>this.askMark(e,t,kr,i,n)}
      >
        ${n?o.markRead:o.markUnread}
        ${D(i.length,()=>`(${i.length})`)}
      </button>`};return x`<div class="selection">${c(!0)} ${c(!1)}</div>
      ${a.render(i,kr)}`}askMark(e,{device:t},n,r,i){let a=this.strings.inbox,o=i?a.askRead:a.askUnread;this.write.ask(n,{question:o.replace(`{count}`,String(r.length)),label:i?a.markRead:a.markUnread,run:async()=>{let n=r.map(({key:e})=>e);try{await or(e,t,n,i)}finally{await this.inbox.load()}return this.selected=void 0,a.marked}})}item(e,t,n){let r=this.strings.inbox,{key:i,kind:a,unread:o,author:s,date:c}=n,l=n.title??r.untitled,u=this.open===i,d=this.selected!==void 0,f=[r.kinds[a],s,c&&er(e,this.strings,c,this.clock.now),n.child!==null&&!t.name.includes(n.child)?n.child:``].filter(Boolean);return x`<li
      class="${o?`unread`:``} ${d?`picking`:``}"
    >
      ${D(d,()=>x`<label class="pick"
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
          <ha-icon icon=${Ar[a]} aria-hidden="true"></ha-icon>
          <span>
            <span class="title"
              >${D(o,()=>x`<span class="hidden">${r.unread} </span>`)}${l}</span
            >
            <span class="meta">${f.join(` · `)}</span>
            ${D(n.awaits_answer,()=>x`<span class="awaits">${r.awaits}</span>`)}
          </span>
        </button>
      </h3>
      ${D(u,()=>x`<div
            class="open"
            id="item-${i}"
            role="region"
            aria-label=${l}
          >
            ${this.known(this.opened.value,this.opened.error,r=>this.papers.render(this.desk(e,t),n,r))}
            ${this.write.render(this.strings,i)}
            ${this.mark(e,t,n)}
          </div>`)}
    </li>`}toggle(e){let t=new Set(this.selected);t.delete(e)||t.add(e),this.selected=t}unfold(e){this.write.clear(),this.open=e?.key,this.since=e?.date??void 0}desk(e,{device:t}){return{hass:e,device:t,strings:this.strings,write:this.write,changed:()=>this.requestUpdate(),written:async(e,t)=>{try{let n=await t;this.open===e&&this.opened.assume(n)}finally{await this.inbox.load()}}}}mark(e,t,n){let r=this.strings.inbox,i=n.actions.includes(`mark_read`);return!i&&!n.actions.includes(`mark_unread`)||this.write.isAsking(n.key)?C:x`<div class="buttons">
      <button
        class="button"
        ?disabled=${this.write.busy}
        @click=${()=>this.askMark(e,t,n.key,[n],i)}
      >
        ${i?r.markRead:r.markUnread}
      </button>
    </div>`}},Mr=class{constructor(e,t){this.host=e,this.width=t,this.value=!0,this.observer=new ResizeObserver(([e])=>{if(e===void 0||e.contentRect.width===0)return;let t=e.contentRect.width<this.width;t!==this.value&&(this.value=t,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.value=this.host.clientWidth<this.width,this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}},Nr=o`
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
`;function Pr(e,t,n,r,i,a,o){return x`<div class="strip" role="group" aria-label=${t.days}>
    ${n.map(t=>x`<button
          class="${t===r?`today`:``} ${o(t)?``:`free`}"
          aria-pressed=${t===i?`true`:`false`}
          aria-label=${z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}
          @click=${()=>a(t)}
        >
          ${z(e,t,{weekday:`short`})}
          <b>${z(e,t,{day:`numeric`})}</b>
        </button>`)}
  </div>`}var Fr=`M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z`,Ir=`M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z`,Lr=class{constructor(e){this.host=e,this.steps=0}get chosen(){return this.steps!==0}monday(e){return L(mt(e),7*this.steps)}step(e){this.steps=e===0?0:this.steps+e,this.host.requestUpdate()}render(e,t,n,r){let i=_t(e,n,r);return x`<nav class="weeks" aria-label=${t.weeks}>
      ${this.arrow(t.previousWeek,Fr,-1)}
      ${this.chosen?x`<button
              class="which"
              title=${t.thisWeek}
              @click=${()=>this.step(0)}
            >
              <span aria-live="polite">${i}</span>
            </button>`:x`<span class="which" aria-live="polite"
              ><span class="hidden">${t.thisWeek}, </span>${i}</span
            >`}
      ${this.arrow(t.nextWeek,Ir,1)}
    </nav>`}arrow(e,t,n){return x`<button
      class="step"
      aria-label=${e}
      title=${e}
      @click=${()=>this.step(n)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${t} /></svg>
    </button>`}};function Rr(e,t,n,r,i){return e.connection.subscribeMessage(e=>i(e.events??[]),{type:`calendar/event/subscribe`,entity_id:t,start:`${n}T00:00:00`,end:`${L(r,1)}T00:00:00`})}function zr(e,t,n){let r=Ge(e,t,`calendar`,`holidays`);if(r===void 0)return;let i=L(n,6),a=[];return{key:`holidays ${r} ${n}`,version:j(e,r),watch:t=>Rr(e,r,n,i,e=>{a=e,t()}),load:()=>Promise.resolve(Br(a))}}function Br(e){let t=/* @__PURE__ */ new Map;for(let{start:n,end:r,summary:i}of e){let e=L(r.slice(0,10),-1);for(let r of ht(n.slice(0,10),e))t.set(r,i)}return t}function Vr(e,t){let n=t.map(t=>e?.get(t));return n.includes(void 0)?void 0:n[0]}var Hr=640,Ur=class extends P{constructor(...e){super(...e),this.followed=[[`calendar`,`menus`]],this.narrow=new Mr(this,Hr),this.clock=new F(this),this.weeks=new Lr(this),this.menus=new M(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`calendar`,`menus`);if(e===void 0||t===void 0||n===void 0)return;let r=this.monday(e),i=L(r,6);return{key:`menus ${n} ${r}`,version:j(e,n),watch:t=>Rr(e,n,r,i,t),load:()=>Yt(this.hass??e,t.device,r,i)}}),this.holidays=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return zr(e,t,this.monday(e))})}static{this.properties={...P.properties,chosen:{state:!0}}}static{this.styles=[k,Nr,o`
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
    `]}static getConfigForm(){return N({name:`allergens`,selector:{boolean:{}}})}heading(e){return`${this.strings.menu.title} – ${e.name}`}tools(e){let t=this.monday(e);return this.weeks.render(e,this.strings,t,L(t,4))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`menus`)===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.menus;return this.known(r,i,t=>t.length===0?x`<p class="empty">${this.reason(e)??n.menu.none}</p>`:this.days(e,t))}reason(e){let t=this.monday(e);return Vr(this.holidays.value,ht(t,L(t,4)))}monday(e){let t=R(e,this.clock.now);return this.weeks.monday(pt(t)>5?L(t,2):t)}days(e,t){let n=R(e,this.clock.now),r=V(t,e=>e.date),i=[...r.keys()].sort();if(!this.narrow.value)return this.week(e,r,i,n);let a=i.find(e=>e===this.chosen)??i.find(e=>e>=n)??i.at(-1);return x`
      ${Pr(e,this.strings,i,n,a,e=>{this.chosen=e},()=>!0)}
      ${this.week(e,r,[a],n)}
    `}week(e,t,n,r){return x`<ol class="days" aria-live="polite">
      ${n.map(n=>{let i=t.get(n)??[];return x`<li class=${n===r?`day today`:`day`}>
          <h3>
            ${z(e,n,{weekday:`long`,day:`numeric`,month:`short`})}
            ${n===r?x`<span class="hidden">(${this.strings.today})</span>`:C}
          </h3>
          ${i.map(e=>this.meal(e,i.length>1))}
        </li>`})}
    </ol>`}meal(e,t){let{menu:n,schoolsOwn:r}=this.strings,i=V(e.dishes,e=>e.course);return x`
      ${t?x`<h4>${r&&e.name||n[e.meal]}</h4>`:C}
      <dl>
        ${[...i].map(([e,t])=>x`
            <dt>${n.courses[e]??e}</dt>
            ${t.map(e=>this.dish(e))}
          `)}
      </dl>
    `}dish(e){let t=[...e.labels,...this.config?.allergens===!0?e.allergens:[]];return x`<dd>
      ${e.name}
      ${t.length===0?C:x`<ul class="labels">
              ${t.map(e=>Wr(e))}
            </ul>`}
    </dd>`}};function Wr(e){return x`<li style=${J(e.color)}>${e.name}</li>`}var Gr=[`normal`,`test`,`exempted`,`detention`];function Kr(e){let t=e.filter(e=>e.counts),[n]=t;if(n===void 0)return;let[r]=t.map(({end:e})=>e).sort().reverse();return[n.start,r]}function qr(e,t,n){let r=Dt(Tt(e)),i=[...r.keys()].find(e=>e>n),a=Kr(r.get(n)??[]),o=a?.[1];return{end:o!==void 0&&Date.parse(o)>+t?o:void 0,schoolToday:a!==void 0,next:i===void 0?void 0:{day:i,hours:Kr(r.get(i)??[])},changed:[n,i].flatMap(e=>r.get(e??``)??[]).filter(e=>Date.parse(e.end)>+t&&Jr(e))}}function Jr({held:e,status:t}){return!e||!Gr.includes(t)}var Yr=2**53-1;function Xr(e){return e===void 0?Yr:Date.parse(e)}function Zr(e,t){return Xr(e.end)-Xr(t.end)||Xr(e.next?.hours?.[0])-Xr(t.next?.hours?.[0])}function Qr(e,t){let{lesson:n,study:r}=e.timetable;return t.subject===null?t.study_hour?r:t.memo?t.memo:ti(e,t)??n:t.subject}function $r(e){return Math.max(...e.split(/[\s-]+/).map(({length:e})=>e))}function ei(e,t){let n=t.status===`normal`&&!t.test&&!t.no_pupils&&t.exemption===null&&!t.exempted?void 0:ti(e,t);return n===Qr(e,t)?void 0:n}function ti(e,t){let n=e.timetable.statuses[ni(t)];return e.schoolsOwn?t.status_text??n:n??t.status_text??void 0}function ni(e){return e.held?e.no_pupils?`class_absent`:e.exempted?`exempted`:e.test&&e.status===`normal`?`test`:e.status:e.status}function ri(e,t){return`${H(e,G(t.start))} – ${H(e,G(t.end))}`}function ii(e,t,n,r){if(r===void 0)return;let i=bt(e,W(r),G(r));return(n.held?t.timetable.movedFrom:t.timetable.movedTo).replace(`{moment}`,i)}var ai=6,oi=class extends Ye{constructor(...e){super(...e),this.clock=new F(this),this.lessons=new M(this,()=>{let{hass:e}=this;if(e===void 0)return;let t=ci(this.shown(e));if(t.length===0)return;let n=R(e,this.clock.now),r=L(n,ai),i=t.filter(t=>j(e,t)!==A);return{key:`overview ${t.join()} ${n}`,version:i.join()||`away`,watch:async t=>{let a=await Promise.all(i.map(i=>Rr(e,i,n,r,t)));return()=>void Promise.all(a.map(e=>e()))},load:()=>this.load(this.hass??e,n,r)}}),this.outage=new ot(this,()=>{let{hass:e,strings:t}=this;if(e===void 0)return;let n=this.shown(e).filter(t=>{let n=t.entity(`calendar`,`lessons`);return n!==void 0&&j(e,n)===`away`});return n.length===0?void 0:{hass:e,strings:t,devices:n.map(({device:e})=>e)}})}static{this.styles=[k,o`
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
        .child {
          grid-template-columns: minmax(180px, 1fr) 3fr;
        }
      }
    `]}static getStubConfig(){return{}}static getConfigForm(){return lt(ct,{name:`devices`,selector:{device:{multiple:!0,entity:{integration:`pronote`,domain:`todo`}}}},{name:`hide_changes`,selector:{boolean:{}}})}getCardSize(){return 3}watched(){return this.hass===void 0?[]:ci(this.shown(this.hass))}shown(e){let t=this.config?.devices;return Ue(e).filter(({device:e})=>!t?.length||t.includes(e))}async load(e,t,n){let r=this.shown(e).filter(si),i=await Promise.allSettled(r.map(({device:r})=>Xt(e,r,t,n))),a=/* @__PURE__ */ new Map;for(let[e,t]of i.entries())t.status===`fulfilled`&&a.set(r[e].device,t.value);let[o]=i.filter(({status:e})=>e===`rejected`);if(a.size===0&&o?.status===`rejected`)throw o.reason;return a}render(){let{hass:e,config:t,strings:n}=this;if(e===void 0||t===void 0)return C;let r=this.shown(e);if(r.length===0)return this.nobody(n.overview.nobody);let{value:i,error:a}=this.lessons;return x`<ha-card>
      ${D(t.title,()=>x`<header><h2>${t.title}</h2></header>`)}
      ${ci(r).length===0?x`<p class="empty">${n.notFollowed}</p>`:x`${D(this.outage.reason,e=>x`<p class="empty" role="status">${e}</p>`)}
            ${D(a,()=>x`<p class="error" role="alert">${a}</p>`)}
            ${this.family(e,r,i)}`}
    </ha-card>`}family(e,t,n){let{now:r}=this.clock,i=R(e,r);return x`<ul aria-live="polite">
      ${t.map(e=>{let t=n?.get(e.device);return{child:e,lessons:t,seen:qr(t??[],r,i)}}).sort((e,t)=>Zr(e.seen,t.seen)).map(({child:t,lessons:r,seen:a})=>x`<li class="child">
            <div>
              <h3>${t.name}</h3>
              ${r===void 0?this.unknown(n===void 0):[this.today(e,a),this.next(e,a,i)]}
            </div>
            ${this.allChanged(e,r??[],a,i)}
          </li>`)}
    </ul>`}unknown(e){let{loading:t,overview:n}=this.strings;return e&&this.outage.reason===void 0?x`<p class="waiting">${t}</p>`:x`<p>${n.unknown}</p>`}allChanged(e,t,n,r){if(n.changed.length===0||this.config?.hide_changes)return C;let i=Mt(t);return x`<ul class="changed">
      ${n.changed.map(t=>this.changed(e,t,i.get(t),r))}
    </ul>`}today(e,{end:t,schoolToday:n,next:r}){let i=this.strings.overview;return t===void 0?n?x`<p>${i.finished}</p>`:r===void 0?x`<p>${i.noLesson}</p>`:C:x`<p>
        ${i.finishes} <b>${H(e,G(t))}</b>
      </p>`}next(e,{next:t},n){if(t===void 0)return C;let{overview:r}=this.strings,i=t.hours?.map(t=>H(e,G(t)));return x`<p>
      ${this.dayName(e,t.day,n)}${r.colon}
      <b>${i?.join(` – `)??r.nothingHeld}</b>
    </p>`}changed(e,t,n,r){let{strings:i}=this,a=ii(e,i,t,n)??ei(i,t),o=this.dayName(e,W(t.start),r),s=H(e,G(t.start));return x`<li
      class=${t.held?``:`not-held`}
      style=${J(t.color)}
    >
      <span class="what">${Qr(i,t)}</span>
      <span class="remark"
        >${[`${o}, ${s}`,a].filter(Boolean).join(` · `)}</span
      >
    </li>`}dayName(e,t,n){return B(this.strings,t,n)??z(e,t,{weekday:`long`,day:`numeric`,month:`long`})}};function si(e){return e.entity(`calendar`,`lessons`)!==void 0}function ci(e){return e.map(e=>e.entity(`calendar`,`lessons`)).filter(e=>e!==void 0)}var Y=60,li=40,ui=o`
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
    max-height: round(down, 100%, 1lh);
    font-size: clamp(9px, (100cqi - 16px) / var(--letters) / 0.66, 1em);
    font-weight: var(--strong);
    overflow-wrap: anywhere;
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
`;function di(e,t){return[`lesson`,e.held?``:`not-held`,e.attended?``:`missed`,Date.parse(e.end)<=+t?`past`:``].filter(Boolean).join(` `)}function fi(e,t){let n=t.flatMap(t=>e.days.get(t)??[]),r=Math.floor(Math.min(...n.map(({start:e})=>G(e)))/Y),i=Math.max(...n.map(({end:e})=>G(e)))/Y,a=Array.from({length:Math.ceil(i)-r},(e,t)=>r+t);return x`<div
    class="grid"
    style="--days: ${t.length}; --hours: ${i-r}"
  >
    <span></span>
    ${t.map(t=>x`<h3
          class=${t===e.today?`head today`:`head`}
          id="day-${t}"
        >
          ${z(e.hass,t,{weekday:`short`})}
          <b>${z(e.hass,t,{day:`numeric`})}</b>
        </h3>`)}
    <div class="hours" aria-hidden="true">
      ${a.map(t=>x`<span>${H(e.hass,t*Y)}</span>`)}
    </div>
    ${t.map(t=>mi(e,t,r*Y))}
  </div>`}function pi(e,t,n){return`--from: ${(e-n)/Y}; --long: ${(t-e)/Y};`}function mi(e,t,n){let r=e.days.get(t)??[],i=r.length===0?e.holidays.get(t):void 0;return x`<div class=${i===void 0?`column`:`column off`}>
    ${i===void 0?C:x`<p class="holiday">${i}</p>`}
    <ol aria-labelledby="day-${t}">
      ${kt(r).map(t=>hi(e,t,n))}
      ${At(r,li).map(t=>x`<li class="break" style=${pi(t.start,t.end,n)}>
            <span>
              ${t.lunch?e.strings.timetable.lunch:yt(t.end-t.start)}
            </span>
          </li>`)}
    </ol>
    ${t===e.today?gi(e,r,n):C}
  </div>`}function hi(e,t,n){let{hass:r,strings:i}=e,{lesson:a,lane:o,lanes:s}=t,c=ii(r,i,a,e.moves.get(a)),l=c??ei(i,a),u=c===void 0&&Pt(a,e.announced)?.subject,d=Qr(i,a),f=[...a.rooms,...a.teachers].join(` · `);return x`<li
    style="${pi(G(a.start),G(a.end),n)} --lane: ${o}; --lanes: ${s}; --letters: ${$r(d)}"
  >
    <button
      class=${di(a,e.now)}
      style=${J(a.color)}
      @click=${()=>e.open(a)}
    >
      <span class="hidden">${ri(r,a)}</span>
      <span class="what" title=${d}>${d}</span>
      ${D(l,()=>x`<span class="remark" title=${l}
            >${l} ${D(u,()=>x`<s>${u}</s>`)}</span
          >`)}
      <span class="where" title=${f}>${f}</span>
    </button>
  </li>`}function gi(e,t,n){let[r]=t;if(r===void 0)return C;let i=wt(e.now,r.start),a=Math.max(...t.map(({end:e})=>G(e)));return i<G(r.start)||i>a?C:x`<div class="now" style=${pi(i,i,n)}></div>`}var _i=o`
  .day-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    margin-bottom: 8px;
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
`;function vi(e,t,n,r){let{hass:i,strings:a}=e,o=e.days.get(n)??[],s=o.filter(e=>e.attended),c=B(a,n,e.today),l=z(i,n,{weekday:`long`,day:`numeric`,month:`long`});return x`
    ${Pr(i,a,t,e.today,n,r,t=>e.days.has(t))}
    <div class="day-head" aria-live="polite">
      <h3>${c===void 0?l:`${c}, ${l}`}</h3>
      ${s.length===0?C:x`<p>${yi(e,s)}</p>`}
    </div>
    ${o.length===0?x`<p class="empty">
            ${e.holidays.get(n)??a.timetable.freeDay}
          </p>`:x`<ol class="agenda" style="--time: ${Ci(i)}em">
            ${bi(e,n,o)}
          </ol>`}
  `}function yi(e,t){let n=Math.min(...t.map(({start:e})=>G(e))),r=Math.max(...t.map(({end:e})=>G(e)));return`${H(e.hass,n)} – ${H(e.hass,r)}`}function bi(e,t,n){let r=At(n);return n.map(n=>{let i=G(n.start),a=r.find(({end:e})=>e===i);return x`${a===void 0?C:xi(e,t,a,n)}
    ${Si(e,n)}`})}function xi(e,t,n,r){let i=wt(e.now,r.start),a=t===e.today&&i>=n.start&&i<n.end,o=e.strings.timetable;return x`<li class=${a?`break now`:`break`}>
    <span>
      ${n.lunch?o.lunch:o.pause} ·
      ${yt(n.end-n.start)}
    </span>
  </li>`}function Si(e,t){let{hass:n,strings:r}=e,i=+e.now,a=Date.parse(t.start)<=i&&i<Date.parse(t.end),o=ei(r,t),s=ii(n,r,t,e.moves.get(t)),c=Pt(t,e.announced)?.subject;return x`<li>
    <button
      class="${di(t,e.now)} ${a&&t.attended?`present`:``}"
      style=${J(t.color)}
      aria-current=${a&&t.attended?`time`:C}
      @click=${()=>e.open(t)}
    >
      <span class="when">
        ${H(n,G(t.start))}
        <small>${H(n,G(t.end))}</small>
      </span>
      <span class="bar"></span>
      <span>
        <span class="what">${Qr(r,t)}</span>
        ${o===void 0?C:x`<span class="remark">${o}</span>`}
        <span class="more"
          >${[...t.rooms,...t.teachers].join(` · `)}</span
        >
        ${s===void 0?C:x`<span class="more">${s}</span>`}
        ${c?x`<s class="more">${c}</s>`:C}
        ${t.memo===null||t.subject===null?C:x`<span class="more">${t.memo}</span>`}
      </span>
    </button>
  </li>`}function Ci(e){return .58*H(e,1320).length}var wi=o`
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
    margin-bottom: 4px;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent-ink);
  }
  dialog .not-held .remark {
    color: var(--alarm-ink);
  }
  dialog .memo {
    margin-top: 12px;
  }
  dialog a {
    color: var(--accent-ink);
  }
  dialog .close {
    display: block;
    margin: 16px 0 0 auto;
    min-height: var(--finger);
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent-ink);
    font-weight: var(--strong);
  }
  dialog .close:hover {
    background: var(--wash);
  }
`;function Ti(e,t,n){let{hass:r,strings:i}=e,a=z(r,W(t.start),{weekday:`long`,day:`numeric`,month:`long`}),o=ei(i,t),s=ii(r,i,t,e.moves.get(t)),c=Pt(t,e.announced)?.subject,l=t.links.filter(({url:e})=>/^https?:\/\//i.test(e));return x`<dialog
    aria-labelledby="lesson"
    style=${J(t.color)}
    @close=${n}
    @click=${e=>{e.target===e.currentTarget&&e.currentTarget.close()}}
  >
    <div class=${t.held?``:`not-held`}>
      <h3 id="lesson">${Qr(i,t)}</h3>
      <p>${a}, ${ri(r,t)}</p>
      ${o===void 0?C:x`<p class="remark">${o}</p>`}
      ${s===void 0?C:x`<p>${s}</p>`}
      ${c?x`<p><s>${c}</s></p>`:C}
      ${[t.rooms,t.teachers,t.groups].map(e=>e.length===0?C:x`<p class="faint">${e.join(`, `)}</p>`)}
      ${t.memo===null?C:x`<p class="memo">${t.memo}</p>`}
      ${l.map(({url:e,label:t})=>x`<p class="memo">
            <a href=${e} target="_blank" rel="noopener noreferrer"
              >${t??e}</a
            >
          </p>`)}
    </div>
    <form method="dialog">
      <button class="close">${i.close}</button>
    </form>
  </dialog>`}var Ei=620,Di=class extends P{constructor(...e){super(...e),this.followed=[[`calendar`,`lessons`],[`sensor`,`first_lesson_next_school_day`]],this.clock=new F(this),this.narrow=new Mr(this,Ei),this.weeks=new Lr(this),this.near=new M(this,()=>{if(this.hass===void 0)return;let e=mt(this.today(this.hass));return this.lessons(e,L(e,13))}),this.far=new M(this,()=>{if(this.hass===void 0)return;let e=this.monday(this.hass);return this.isNear(this.hass,e)?void 0:this.lessons(e,L(e,6))}),this.holidays=new M(this,()=>{let{hass:e,child:t}=this;if(e!==void 0&&t!==void 0)return zr(e,t,this.monday(e))}),this.moved=new M(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`event`,`lesson`);if(e===void 0||n===void 0)return;let r=L(this.today(e),-10),i=[];return{key:`moved ${n} ${r}`,version:j(e,n),watch:t=>Bt(e,[n],/* @__PURE__ */ new Date(`${r}T00:00:00`),e=>{i=e,t()}),load:()=>Promise.resolve(Ht(i))}})}static{this.properties={...P.properties,opened:{state:!0},chosen:{state:!0}}}static{this.styles=[k,ui,Nr,_i,wi]}static getConfigForm(){return N({name:`view`,default:`auto`,selector:{select:{mode:`dropdown`,options:[`auto`,`week`,`day`].map(e=>({value:e,label:O().timetable.views[e]}))}}})}getCardSize(){return 10}tools(e){let t=this.days(e);return this.weeks.render(e,this.strings,t[0],t.at(-1))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return x`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.live(e);return this.known(r,i,t=>this.week(e,t))}updated(e){e.has(`opened`)&&this.opened!==void 0&&this.renderRoot.querySelector(`dialog`)?.showModal()}week(e,t){let n={hass:e,strings:this.strings,days:Dt(Tt(t)),announced:t,moves:Mt(t,this.moved.value),holidays:this.holidays.value??/* @__PURE__ */ new Map,now:this.clock.now,today:this.today(e),open:e=>{this.opened=e}},r=this.days(e);return x`
      ${this.showsDay?this.oneDay(n,r):this.wholeWeek(n,r)}
      ${this.opened===void 0?C:Ti(n,this.opened,()=>{this.opened=void 0})}
    `}wholeWeek(e,t){return t.some(t=>e.days.has(t))?fi(e,t):x`<p class="empty">
      ${Vr(e.holidays,t)??this.strings.timetable.freeWeek}
    </p>`}oneDay(e,t){return vi(e,t,this.day(e.hass),e=>{this.chosen=e})}get showsDay(){let e=this.config?.view??`auto`;return e===`auto`?this.narrow.value:e===`day`}today(e){return R(e,this.clock.now)}dayAhead(e){let t=Ot(this.near.value??[],this.clock.now);if(t!==void 0)return t;let n=this.child?.entity(`sensor`,`first_lesson_next_school_day`),r=Date.parse(e.states[n??``]?.state??``);return r>+this.clock.now?R(e,new Date(r)):this.today(e)}monday(e){return this.weeks.monday(this.dayAhead(e))}isNear(e,t){let n=mt(this.today(e));return t===n||t===L(n,7)}live(e){return this.isNear(e,this.monday(e))?this.near:this.far}days(e){let t=this.monday(e),n=(this.live(e).value??[]).map(e=>e.start.slice(0,10)).filter(e=>mt(e)===t).map(pt);return ht(t,L(t,Math.max(...n,5)-1))}day(e){let t=this.days(e);if(this.chosen!==void 0&&t.includes(this.chosen))return this.chosen;let n=this.dayAhead(e);return t.includes(n)?n:t[0]}lessons(e,t){let{hass:n,child:r}=this,i=r?.entity(`calendar`,`lessons`);if(n!==void 0&&r!==void 0&&i!==void 0)return{key:`lessons ${i} ${e} ${t}`,version:j(n,i),watch:r=>Rr(n,i,e,t,r),load:()=>Xt(this.hass??n,r.device,e,t)}}},Oi={overview:{},day:{sensor:/^(wake_up|leave_for_school|bag)$/,binary_sensor:/^(school_day_(today|tomorrow)|test_tomorrow)$/,todo:/^bag$/},timetable:{calendar:/^(lessons|tests)$/,sensor:/lesson|^(end_of_day|next_test)$/,binary_sensor:/timetable|finishes_early|morning_off/},homework:{todo:/^homework$/,calendar:/^homework$/,sensor:/^homework/},grades:{sensor:/average|^(gap_to_class|last_grade)$/},menu:{calendar:/^menus$/,sensor:/^menu/},changes:{event:/./},documents:{sensor:/^documents_to_/,event:/^document$/},inbox:{sensor:/^(unread_news|surveys_to_answer)$/}};function ki(e,t,n){let[r=``]=t.split(`.`);return Oi[e][r]?.test(n)??!1}var Ai=`pronote-family`,ji=`https://github.com/pronote-ha/pronote`;function Mi(e){return`custom:${Ai}-${e}`}function X(e,t){let n=`${Ai}-${e}`;if(customElements.get(n)!==void 0)return;customElements.define(n,t);let r=()=>O()[e];(window.customCards??=[]).push({type:n,get name(){return r().name},get description(){return r().description},preview:!0,documentationURL:ji,getEntitySuggestion(t,n){let{platform:r,device_id:i,translation_key:a}=t.entities[n]??{};return r===`pronote`&&i!==void 0&&Ue(t).some(({device:e})=>e===i)&&ki(e,n,a??``)?{config:{type:Mi(e),device:i}}:null}})}function Z(e){return e.filter(e=>e!==void 0)}function Ni(e,t,n=1){let r=Z(t);return r.length===0?void 0:{type:`grid`,column_span:n,cards:[e,...r]}}function Pi(e,t,n){return{type:`heading`,heading:e,icon:t,...n}}var Fi=class{constructor(e,t,n){this.child=e,this.config=t,this.strings=n}sensor(e,t={}){return this.tile(this.child.entity(`sensor`,e),e,t)}warning(e){let t=this.child.entity(`binary_sensor`,e);return Ri(this.tile(t,e,{color:`orange`,hide_state:!0}),t,`on`)}tile(e,t,n={}){if(e!==void 0)return{type:`tile`,entity:e,name:this.strings.strategy.names[t],grid_options:{columns:12},...n}}own(e,t={}){return Ii(this.config,e,{device:this.child.device,...t})}};function Ii(e,t,n){let r=Mi(t),i=r.replace(`custom:`,``);return e.built_in||customElements.get(i)===void 0?void 0:{type:r,grid_options:{columns:`full`},...n}}function Li(e,t,n,r,i,a=1){let o=e.own(t,{title:n});return o===void 0?Ni(Pi(n,r),i(),a):{type:`grid`,column_span:a,cards:[o]}}var Q={grid_options:{columns:6}};function Ri(e,t,n){return zi(e,t,{state:n})}function $(e,t=e?.entity,n=[]){return zi(e,t,{state_not:[`unknown`,`unavailable`,...n]})}function zi(e,t,n){if(e!==void 0&&t!==void 0)return{...e,visibility:[{condition:`state`,entity:t,...n}]}}function Bi(e,t,n){if(n===void 0)return;let{child:r}=t,i=r.entity(`sensor`,`next_lesson`),a=r.entity(`sensor`,`first_lesson_next_school_day`),o=r.entity(`binary_sensor`,`in_class`);if(i===void 0||a===void 0||o===void 0)return e===`today`?n:void 0;let s=n.visibility??[],c=e===`today`?[{condition:`or`,conditions:[{condition:`state`,entity:o,state:`on`},{condition:`state`,entity:i,state_not:[a]}]}]:[{condition:`state`,entity:o,state_not:`on`},{condition:`state`,entity:i,state:a}];return{...n,visibility:[...s,...c]}}function Vi(e,t){let n=e.own(`day`,{title:``,...t===void 0?{}:{page:t}});if(n!==void 0)return[n];let r=t===void 0?[Hi(e),...qi(e)]:[];return[...Ui(e),...Wi(e),...r,...Gi(e)]}function Hi(e){return $(e.sensor(`next_test`,{state_content:[`state`,`subject`],time_format:{type:`datetime`,style:`short`}}))}function Ui(e){let{child:t}=e,n=t.entity(`sensor`,`next_lesson`),r=t.entity(`sensor`,`first_lesson_next_school_day`);return[Ri(e.sensor(`current_lesson`,{color:`primary`,state_content:[`state`,`room`]}),t.entity(`binary_sensor`,`in_class`),`on`),$(e.sensor(`next_lesson`,{state_content:[`state`,`subject`,`room`]}),n,Z([r])),$(e.sensor(`first_lesson_next_school_day`,{state_content:[`state`,`subject`],time_format:{type:`datetime`,style:`short`}})),$(e.sensor(`wake_up`,{...Q,time_format:`time`})),Bi(`today`,e,$(e.sensor(`end_of_day`,{...Q,time_format:`time`}))),Bi(`evening`,e,$(e.sensor(`end_of_next_school_day`,{...Q,time_format:`time`}))),$(e.sensor(`bag`,Q))]}function Wi(e){return[Bi(`today`,e,e.warning(`timetable_changed_today`)),Bi(`today`,e,e.warning(`finishes_early`)),e.warning(`timetable_changed_tomorrow`),e.warning(`test_tomorrow`),e.warning(`detention_coming`)]}function Gi(e){return[`menu_today`,`menu_tomorrow`].map(t=>{let n=e.child.entity(`sensor`,t);if(n===void 0)return;let r=e.strings.strategy.names[t],i=$({type:`markdown`,content:`**${r}**\n\n{{ states("${n}") }}`,grid_options:{columns:`full`}},n);return t===`menu_today`?Bi(`today`,e,i):i})}function Ki(e,t){let n=e.child.entity(`todo`,`homework`);if(n===void 0)return;let r=e.strings.strategy.homework;return e.own(`homework`,t===void 0?{title:r}:{title:r,days:t})??{type:`todo-list`,entity:n,title:r,hide_section_headers:!0,hide_completed:!0,hide_create:!0,...t===void 0?{}:{due_date_period:{calendar:{period:`day`,offset:t}}},grid_options:{columns:`full`}}}function qi(e){let t=e.child.ofSchool(`calendar`,`holidays`),n=e.tile(t,`next_holidays`,{state_content:[`message`,`start_time`],time_format:{type:`date`,style:`long`}}),r=e.tile(t,`holidays`,{state_content:`message`});return[Ri(n,t,`off`),Ri(r,t,`on`)]}var Ji=[`grade`,`evaluation`,`report_card`],Yi=72;function Xi(e,t){let{hide_grades:n}=e.config;return e.own(`changes`,{title:e.strings.strategy.whatHappened,...n?{discreet:!0}:{},...t===void 0?{}:{topics:t}})??Zi(e,t??zt.filter(e=>!n||!Ji.includes(e)))}function Zi(e,t){let n=Z(t.map(t=>e.child.entity(`event`,t)));if(n.length!==0)return{type:`logbook`,title:e.strings.strategy.whatHappened,target:{entity_id:n},hours_to_show:Yi,grid_options:{columns:`full`,rows:3}}}var Qi=3;function $i(e){return`child-${e.device}`}function ea(e,t,n,r){let i=n.strategy,a=new Fi(e,t,n);return{title:e.name,path:$i(e),type:`sections`,max_columns:Qi,dense_section_placement:!0,sections:Z([Ni(Pi(i.now,`mdi:clock-outline`),[...Vi(a)]),Li(a,`timetable`,i.week,`mdi:calendar-week`,()=>[na(e)],2),{type:`grid`,column_span:2,cards:Z([Ki(a)])},ca(a),la(a),ua(a),t.hide_grades?void 0:Li(a,`grades`,i.grades,`mdi:school-outline`,()=>ra(a,r),Qi),Li(a,`menu`,i.menus,`mdi:silverware-fork-knife`,()=>[ta([e.entity(`calendar`,`menus`)],6)],Qi)])}}function ta(e,t){let n=Z(e);return n.length===0?void 0:{type:`calendar`,entities:n,initial_view:`listWeek`,grid_options:{columns:`full`,rows:t}}}function na(e){return ta([`lessons`,`school_life`].map(t=>e.entity(`calendar`,t)),10)}function ra(e,t){let{child:n,strings:r}=e,{names:i}=r.strategy,a=Z([`overall_average`,`class_average`].map(e=>{let t=n.entity(`sensor`,e);return t===void 0?void 0:{entity:t,name:i[e]}}));return[e.sensor(`overall_average`,Q),e.sensor(`class_average`,Q),$(e.sensor(`last_grade`,{state_content:[`state`,`subject`,`title`]})),a.length===0?void 0:{type:`statistics-graph`,entities:a,stat_types:[`mean`],period:`day`,chart_type:`line`,days_to_show:sa(t),grid_options:{columns:`full`}},ia(n.entities(`sensor`,`subject_average`))]}function ia(e){return e.length===0?void 0:{type:`entities`,entities:e.map(e=>({entity:e,name:{type:`entity`}})),grid_options:{columns:`full`}}}var aa=8,oa=864e5;function sa(e){let t=e.getFullYear()-+(e.getMonth()<aa),n=+e-new Date(t,aa,1);return Math.max(30,Math.ceil(n/oa))}function ca(e){let t=e.strings.strategy;return Li(e,`inbox`,t.news,`mdi:bullhorn-outline`,()=>[e.sensor(`unread_news`,Q),e.tile(e.child.ofSchool(`sensor`,`unread_messages`),`unread_messages`,Q),e.sensor(`surveys_to_answer`,Q)])}function la(e){let{title:t}=e.strings.documents;return Li(e,`documents`,t,`mdi:file-sign`,()=>[$(e.sensor(`documents_to_sign`,Q),void 0,[`0`]),$(e.sensor(`documents_to_hand_in`,Q),void 0,[`0`])])}function ua(e){let t=e.strings.strategy;return Ni(Pi(t.schoolLife,`mdi:account-clock-outline`),[e.sensor(`unjustified_absences`),$(e.sensor(`to_acknowledge`),void 0,[`0`]),e.sensor(`delays`,Q),e.sensor(`punishments`,Q),e.sensor(`observations`,Q),Xi(e,[`absence`,`announcement`,`exemption`,`delay`,`punishment`,`observation`,`news`,`survey`])])}var da=[{name:`hidden_children`,selector:{device:{multiple:!0,entity:{integration:`pronote`,domain:`todo`}}}},{name:`hide_grades`,selector:{boolean:{}}},{name:`built_in`,selector:{boolean:{}}}],fa=class e extends E{static{this.tag=`pronote-family-strategy-editor`}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static create(){return customElements.get(e.tag)===void 0&&customElements.define(e.tag,e),document.createElement(e.tag)}setConfig(e){this.config=e}render(){let{hass:e,config:t}=this;if(e===void 0||t===void 0)return C;let n=Je(e.language).strategy.fields;return x`<ha-form
      .hass=${e}
      .data=${t}
      .schema=${da}
      .computeLabel=${e=>n[e.name]}
      @value-changed=${this.changed}
    ></ha-form>`}changed(e){e.stopPropagation(),this.dispatchEvent(new CustomEvent(`config-changed`,{detail:{config:e.detail.value},bubbles:!0,composed:!0}))}};function pa(e,t){let n=t.strategy;return{type:`markdown`,text_only:!0,grid_options:{columns:`full`},content:[ha(e,n),ga(e,`timetable_changed_today`,n.changedToday),ga(e,`timetable_changed_tomorrow`,n.changedTomorrow),_a(e,n)].join(`
`)}}function ma(e,t,n){return JSON.stringify(Z(e.map(e=>{let r=e.entity(t,n);return r===void 0?void 0:[e.name,r]})))}function ha(e,t){return`{% set all = namespace(ends=[]) -%}
{% for name, entity in ${ma(e,`sensor`,`end_of_day`)} -%}
{% set end = states(entity) | as_datetime(none) -%}
{% if end and end > now() -%}
{% set all.ends = all.ends + [(end, "**" ~ name ~ "** " ~ (end | as_local).strftime("%H:%M"))] -%}
{% endif -%}
{% endfor -%}
{% if all.ends -%}
${t.finishes} {{ all.ends | sort | map(attribute=1) | join(" · ") }}
{% else -%}
${t.noLessonLeft}
{% endif %}`}function ga(e,t,n){return`{% set all = namespace(names=[]) -%}
{% for name, entity in ${ma(e,`binary_sensor`,t)} if is_state(entity, "on") -%}
{% set all.names = all.names + ["**" ~ name ~ "**"] -%}
{% endfor -%}
{% if all.names %}
${n} {{ all.names | join(" · ") }}
{% endif -%}`}function _a(e,t){return`{% for name, entity in ${ma(e,`event`,`lesson`)} -%}
{% set start = (state_attr(entity, "start") or "") | as_datetime(none) -%}
{% if start and start > now() and state_attr(entity, "event_type") in ("lesson_canceled", "lesson_removed") %}
${t.canceled} **{{ name }}** {{ state_attr(entity, "subject") }}, {{ (start | as_local).strftime("%d/%m %H:%M") }}
{% endif -%}
{% endfor %}`}var va=3;function ya(e,t,n,r){let i=Math.max(2,Math.min(e.length,4)),a=Ii(t,`overview`,{devices:e.map(({device:e})=>e),hide_changes:!0})??(e.length>1?pa(e,n):void 0);return{title:n.strategy.family,path:`family`,icon:`mdi:home-heart`,type:`sections`,max_columns:i,sections:[...Z([a&&{type:`grid`,column_span:i,cards:[a]},...e.map(e=>{let i=new Fi(e,t,n);return Ni(Pi(e.name,`mdi:account-school`,{tap_action:{action:`navigate`,navigation_path:`${r}/${$i(e)}`}}),[...Vi(i,`${r}/${$i(e)}`),Ki(i,va),Xi(i)])})])]}}var ba=class extends HTMLElement{static{this.registryDependencies=[`entities`,`devices`]}static async generate(e,t){return{views:xa(e,t,Je(t.language),`/${window.location.pathname.split(`/`)[1]??``}`,/* @__PURE__ */ new Date)}}static getCreateSuggestions(e){return{title:Je(e.language).strategy.title,icon:`mdi:school`}}static async getConfigElement(){return fa.create()}};function xa(e,t,n,r,i){let a=Ue(t),o=new Set(e.hidden_children),s=a.filter(e=>!o.has(e.device));return s.length===0?[Sa(n,a.length>0)]:[ya(s,e,n,r),...s.map(t=>ea(t,e,n,i))]}function Sa(e,t){let n=e.strategy;return{title:n.title,path:`family`,type:`sections`,max_columns:1,sections:[{type:`grid`,cards:[{type:`markdown`,content:t?n.allHidden:n.nobody,grid_options:{columns:`full`}},...t?[]:[{type:`button`,name:n.addAccount,icon:`mdi:plus`,icon_height:`32px`,grid_options:{columns:`full`,rows:2},tap_action:{action:`navigate`,navigation_path:`/config/integrations/dashboard/add?domain=pronote`}}]]}]}}function Ca(){let e=`ll-strategy-dashboard-${Ai}`;customElements.get(e)===void 0&&(customElements.define(e,ba),(window.customStrategies??=[]).push({type:Ai,strategyType:`dashboard`,get name(){return O().strategy.name},get description(){return O().strategy.description},documentationURL:ji}))}X(`overview`,oi),X(`day`,pn),X(`timetable`,Di),X(`homework`,$n),X(`grades`,qn),X(`menu`,Ur),X(`changes`,Wt),X(`inbox`,jr),X(`documents`,Pn),Ca();